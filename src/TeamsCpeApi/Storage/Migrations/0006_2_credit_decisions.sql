-- Decisions with their inputs, written once, so that they can be recomputed; awards name theirs, and who approved second.

CREATE TABLE credit_decisions (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    ruleset_version_id uuid NOT NULL,
    ruleset_sha256 character(64) NOT NULL,
    calculation integer NOT NULL,
    inputs text,
    result text NOT NULL,
    sha256 character(64) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_credit_decisions PRIMARY KEY (id),
    CONSTRAINT fk_credit_decisions_ruleset_version_id FOREIGN KEY (ruleset_version_id) REFERENCES ruleset_versions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_credit_decisions_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_credit_decisions_participant_id_sha256 ON credit_decisions (participant_id, sha256);

CREATE INDEX ix_credit_decisions_ruleset_version_id ON credit_decisions (ruleset_version_id);

CREATE INDEX ix_credit_decisions_session_id ON credit_decisions (session_id);

-- Of earlier awards the result is known and the inputs are not: they are kept as that, by calculation 0.
INSERT INTO credit_decisions (id, session_id, participant_id, ruleset_version_id, ruleset_sha256, calculation, inputs, result, sha256, decided_at)
SELECT gen_random_uuid(), session_id, participant_id, ruleset_version_id, ruleset_sha256, 0, NULL, result,
    encode(sha256(convert_to(array_to_string(ARRAY['0', session_id::text, participant_id::text, ruleset_version_id::text, ruleset_sha256, '', result], E'\n'), 'UTF8')), 'hex'),
    awarded_at
FROM (
    SELECT award.*, award.decision::text AS result, encode(sha256(convert_to(version.content::text, 'UTF8')), 'hex') AS ruleset_sha256
    FROM credit_awards award JOIN ruleset_versions version ON version.id = award.ruleset_version_id
) known;

CREATE TRIGGER credit_decisions_are_immutable BEFORE UPDATE OR DELETE ON credit_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_decisions_are_not_truncated BEFORE TRUNCATE ON credit_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE credit_awards ADD COLUMN decision_id uuid;

UPDATE credit_awards award SET decision_id = decision.id FROM credit_decisions decision WHERE decision.participant_id = award.participant_id;

ALTER TABLE credit_awards
    ALTER COLUMN decision_id SET NOT NULL,
    ADD CONSTRAINT fk_credit_awards_decision_id FOREIGN KEY (decision_id) REFERENCES credit_decisions (id) ON DELETE RESTRICT,
    DROP COLUMN decision,
    DROP COLUMN ruleset_version_id,
    ADD COLUMN evidence_name character varying(200),
    ADD COLUMN persons integer NOT NULL DEFAULT 1,
    ADD COLUMN confirmed_by character varying(80),
    ADD COLUMN confirmed_at timestamp with time zone;

ALTER TABLE credit_awards ALTER COLUMN persons DROP DEFAULT;

CREATE INDEX ix_credit_awards_decision_id ON credit_awards (decision_id);
