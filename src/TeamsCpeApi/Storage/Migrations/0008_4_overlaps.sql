-- Sessions of one owner at the same time are found by their start. An override keeps which overlaps were known when it was made; of those before nobody knows.

CREATE INDEX ix_sessions_owner_key_id_starts_at ON sessions (owner_key_id, starts_at);

ALTER TABLE credit_awards ADD COLUMN overlaps_known uuid[];

UPDATE credit_awards SET overlaps_known = '{}';

ALTER TABLE credit_awards ALTER COLUMN overlaps_known SET NOT NULL;

ALTER TABLE program_awards ADD COLUMN overlaps_known uuid[];

UPDATE program_awards SET overlaps_known = '{}';

ALTER TABLE program_awards ALTER COLUMN overlaps_known SET NOT NULL;
