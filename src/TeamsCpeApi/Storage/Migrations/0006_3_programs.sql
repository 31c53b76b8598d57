-- Programs of several sessions, credit awarded for them, and certificates that combine them.

CREATE TABLE programs (
    id uuid NOT NULL,
    owner_key_id uuid,
    external_id character varying(200),
    title character varying(200) NOT NULL,
    ruleset_version_id uuid NOT NULL,
    sponsor_id uuid,
    delivery_method character varying(100),
    program_level character varying(100),
    location character varying(300),
    fields_of_study jsonb NOT NULL,
    maximum_credits numeric(9,4) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_programs PRIMARY KEY (id),
    CONSTRAINT fk_programs_owner_key_id FOREIGN KEY (owner_key_id) REFERENCES api_keys (id) ON DELETE RESTRICT,
    CONSTRAINT fk_programs_ruleset_version_id FOREIGN KEY (ruleset_version_id) REFERENCES ruleset_versions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_programs_sponsor_id FOREIGN KEY (sponsor_id) REFERENCES sponsors (id) ON DELETE RESTRICT
);

-- The key says that a session belongs to one program at most.
CREATE TABLE program_sessions (
    session_id uuid NOT NULL,
    program_id uuid NOT NULL,
    position integer NOT NULL,
    CONSTRAINT pk_program_sessions PRIMARY KEY (session_id),
    CONSTRAINT fk_program_sessions_program_id FOREIGN KEY (program_id) REFERENCES programs (id) ON DELETE CASCADE,
    CONSTRAINT fk_program_sessions_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE TABLE program_awards (
    program_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    credits numeric(9,4) NOT NULL,
    fields jsonb NOT NULL,
    participant_ids uuid[] NOT NULL,
    session_ids uuid[] NOT NULL,
    decision_id uuid NOT NULL,
    reason character varying(1000),
    evidence_sha256 character(64),
    evidence_name character varying(200),
    awarded_by character varying(80) NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    persons integer NOT NULL,
    confirmed_by character varying(80),
    confirmed_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_program_awards PRIMARY KEY (program_id, person_id),
    CONSTRAINT fk_program_awards_decision_id FOREIGN KEY (decision_id) REFERENCES credit_decisions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_program_awards_evidence_sha256 FOREIGN KEY (evidence_sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT,
    CONSTRAINT fk_program_awards_program_id FOREIGN KEY (program_id) REFERENCES programs (id) ON DELETE RESTRICT
);

-- A decision is a session's or a program's.
ALTER TABLE credit_decisions ALTER COLUMN session_id DROP NOT NULL;

ALTER TABLE credit_decisions ADD COLUMN program_id uuid;

ALTER TABLE credit_decisions ADD CONSTRAINT fk_credit_decisions_program_id FOREIGN KEY (program_id) REFERENCES programs (id) ON DELETE RESTRICT;

ALTER TABLE credit_decisions ADD CONSTRAINT ck_credit_decisions_place CHECK ((session_id is null) <> (program_id is null));

CREATE INDEX ix_credit_decisions_program_id ON credit_decisions (program_id);

ALTER TABLE certificates ALTER COLUMN session_id DROP NOT NULL;

ALTER TABLE certificates ALTER COLUMN participant_id DROP NOT NULL;

ALTER TABLE certificates ADD COLUMN program_id uuid;

ALTER TABLE certificates ADD COLUMN person_id uuid;

ALTER TABLE certificates ADD COLUMN participant_ids uuid[];

UPDATE certificates SET participant_ids = ARRAY[participant_id];

ALTER TABLE certificates ALTER COLUMN participant_ids SET NOT NULL;

ALTER TABLE certificates ADD CONSTRAINT ck_certificates_subject CHECK ((session_id is null) = (program_id is not null) and (session_id is null) = (participant_id is null) and (program_id is null) = (person_id is null));

ALTER TABLE certificates ADD CONSTRAINT fk_certificates_program_id FOREIGN KEY (program_id) REFERENCES programs (id) ON DELETE RESTRICT;

ALTER TABLE jobs ADD COLUMN program_id uuid;

CREATE UNIQUE INDEX ix_programs_owner_key_id_external_id ON programs (owner_key_id, external_id) NULLS NOT DISTINCT WHERE external_id is not null;

CREATE INDEX ix_programs_ruleset_version_id ON programs (ruleset_version_id);

CREATE INDEX ix_programs_sponsor_id ON programs (sponsor_id);

CREATE INDEX ix_program_sessions_program_id ON program_sessions (program_id);

CREATE INDEX ix_program_awards_evidence_sha256 ON program_awards (evidence_sha256);

CREATE INDEX ix_program_awards_decision_id ON program_awards (decision_id);

CREATE INDEX ix_certificates_program_id ON certificates (program_id);

CREATE UNIQUE INDEX ix_certificates_program_id_person_id ON certificates (program_id, person_id) WHERE revoked_at is null;

CREATE INDEX ix_jobs_program_id ON jobs (program_id);
