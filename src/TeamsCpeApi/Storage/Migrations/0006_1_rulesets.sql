-- A version of a ruleset says when it is in force, so that a session finds its own; a copy says of what. The dates stand in the
-- content already: versions are immutable, and nothing but these columns is filled in.

ALTER TABLE ruleset_versions ADD COLUMN effective_from date;
ALTER TABLE ruleset_versions ADD COLUMN effective_until date;
ALTER TABLE ruleset_versions ADD COLUMN based_on_version_id uuid;
ALTER TABLE ruleset_versions ADD CONSTRAINT fk_ruleset_versions_based_on_version_id FOREIGN KEY (based_on_version_id) REFERENCES ruleset_versions (id) ON DELETE RESTRICT;
CREATE INDEX ix_ruleset_versions_based_on_version_id ON ruleset_versions (based_on_version_id);

-- A form may be the session's evaluation instead of a monitoring poll.
ALTER TABLE polls ADD COLUMN purpose character varying(40) NOT NULL DEFAULT 'Monitoring';
ALTER TABLE polls ALTER COLUMN purpose DROP DEFAULT;

ALTER TABLE ruleset_versions DISABLE TRIGGER ruleset_versions_are_immutable;
UPDATE ruleset_versions SET effective_from = (content ->> 'effectiveFrom')::date WHERE content ->> 'effectiveFrom' IS NOT NULL;
ALTER TABLE ruleset_versions ENABLE TRIGGER ruleset_versions_are_immutable;
