-- The first schema. Applied once, in one transaction; later changes are migrations of their own.

CREATE TABLE api_keys (
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    role character varying(40) NOT NULL,
    secret_hash character(64) NOT NULL,
    hint character varying(4) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_api_keys PRIMARY KEY (id)
);


CREATE TABLE audit_events (
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor character varying(80) NOT NULL,
    action character varying(80) NOT NULL,
    subject_type character varying(40) NOT NULL,
    subject_id uuid NOT NULL,
    session_id uuid,
    data text NOT NULL,
    previous_hash character(64) NOT NULL,
    hash character(64) NOT NULL,
    CONSTRAINT pk_audit_events PRIMARY KEY (sequence)
);


CREATE TABLE data_protection_keys (
    id uuid NOT NULL,
    friendly_name character varying(200) NOT NULL,
    xml text NOT NULL,
    CONSTRAINT pk_data_protection_keys PRIMARY KEY (id)
);


CREATE TABLE evidence (
    sha256 character(64) NOT NULL,
    content bytea NOT NULL,
    length bigint NOT NULL,
    media_type character varying(200) NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (sha256)
);


CREATE TABLE idempotency_records (
    caller_id uuid NOT NULL,
    key character varying(255) NOT NULL,
    request_hash character(64) NOT NULL,
    status integer NOT NULL,
    content_type text,
    location text,
    etag text,
    protected_body bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_idempotency_records PRIMARY KEY (caller_id, key)
);


CREATE TABLE jobs (
    id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    state character varying(40) NOT NULL,
    session_id uuid NOT NULL,
    requested_by uuid,
    arguments jsonb NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamp with time zone,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    problem jsonb,
    result_href character varying(300),
    cancel_requested boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_jobs PRIMARY KEY (id)
);


CREATE TABLE providers (
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    kind character varying(40) NOT NULL,
    cloud character varying(40) NOT NULL,
    tenant_id uuid NOT NULL,
    client_id uuid NOT NULL,
    credential_type character varying(40) NOT NULL,
    protected_credential bytea NOT NULL,
    credential_hint character varying(8) NOT NULL,
    credential_expires_on timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_providers PRIMARY KEY (id)
);


CREATE TABLE ruleset_versions (
    id uuid NOT NULL,
    ruleset_id uuid NOT NULL,
    number integer NOT NULL,
    preset_key character varying(60),
    content jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_ruleset_versions PRIMARY KEY (id)
);


CREATE TABLE sponsors (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    contact character varying(1000),
    registry_id character varying(100),
    state_registrations jsonb NOT NULL,
    signatory_name character varying(200),
    signatory_title character varying(200),
    logo_sha256 character(64),
    signature_sha256 character(64),
    paper_size character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_sponsors PRIMARY KEY (id),
    CONSTRAINT fk_sponsors_logo_sha256 FOREIGN KEY (logo_sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT,
    CONSTRAINT fk_sponsors_signature_sha256 FOREIGN KEY (signature_sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT
);


CREATE TABLE sessions (
    id uuid NOT NULL,
    owner_key_id uuid,
    external_id character varying(200),
    title character varying(200) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    time_zone character varying(100) NOT NULL,
    breaks jsonb NOT NULL,
    provider_id uuid,
    organizer character varying(320),
    join_url character varying(4000) NOT NULL,
    ruleset_version_id uuid NOT NULL,
    sponsor_id uuid,
    delivery_method character varying(100),
    program_level character varying(100),
    location character varying(300),
    fields_of_study jsonb NOT NULL,
    maximum_credits numeric(9,4) NOT NULL,
    instructors jsonb NOT NULL,
    cancelled_at timestamp with time zone,
    roster_version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT fk_sessions_owner_key_id FOREIGN KEY (owner_key_id) REFERENCES api_keys (id) ON DELETE RESTRICT,
    CONSTRAINT fk_sessions_provider_id FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE RESTRICT,
    CONSTRAINT fk_sessions_ruleset_version_id FOREIGN KEY (ruleset_version_id) REFERENCES ruleset_versions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_sessions_sponsor_id FOREIGN KEY (sponsor_id) REFERENCES sponsors (id) ON DELETE RESTRICT
);


CREATE TABLE attendance_snapshots (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    content_sha256 character(64) NOT NULL,
    reports jsonb NOT NULL,
    records jsonb NOT NULL,
    raw_pages jsonb NOT NULL,
    difference jsonb,
    CONSTRAINT pk_attendance_snapshots PRIMARY KEY (id),
    CONSTRAINT fk_attendance_snapshots_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE participants (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    external_id character varying(200),
    name character varying(200) NOT NULL,
    email character varying(320),
    aliases jsonb NOT NULL,
    licenses jsonb NOT NULL,
    entra_object_id character varying(100),
    registration_id character varying(100),
    CONSTRAINT pk_participants PRIMARY KEY (id),
    CONSTRAINT fk_participants_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE poll_files (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    file_name character varying(260) NOT NULL,
    sha256 character(64) NOT NULL,
    title text NOT NULL,
    form_id text,
    time_zone character varying(100) NOT NULL,
    exported_at timestamp with time zone,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by character varying(80) NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT pk_poll_files PRIMARY KEY (id),
    CONSTRAINT fk_poll_files_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_poll_files_sha256 FOREIGN KEY (sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT
);


CREATE TABLE attendance_statuses (
    session_id uuid NOT NULL,
    state character varying(40) NOT NULL,
    checked_at timestamp with time zone,
    problem jsonb,
    current_snapshot_id uuid,
    meeting_id text,
    organizer_object_id uuid,
    CONSTRAINT pk_attendance_statuses PRIMARY KEY (session_id),
    CONSTRAINT fk_attendance_statuses_current_snapshot_id FOREIGN KEY (current_snapshot_id) REFERENCES attendance_snapshots (id) ON DELETE RESTRICT,
    CONSTRAINT fk_attendance_statuses_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE certificates (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    number character varying(20) NOT NULL,
    code character varying(26) NOT NULL,
    facts jsonb NOT NULL,
    pdf_sha256 character(64) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by character varying(80) NOT NULL,
    replaces_id uuid,
    revoked_at timestamp with time zone,
    revoked_reason character varying(500),
    version integer NOT NULL,
    CONSTRAINT pk_certificates PRIMARY KEY (id),
    CONSTRAINT fk_certificates_participant_id FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE RESTRICT,
    CONSTRAINT fk_certificates_pdf_sha256 FOREIGN KEY (pdf_sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT,
    CONSTRAINT fk_certificates_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE credit_awards (
    participant_id uuid NOT NULL,
    session_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    credits numeric(9,4) NOT NULL,
    fields jsonb NOT NULL,
    decision jsonb NOT NULL,
    ruleset_version_id uuid NOT NULL,
    reason character varying(1000),
    evidence_sha256 character(64),
    awarded_by character varying(80) NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_credit_awards PRIMARY KEY (participant_id),
    CONSTRAINT fk_credit_awards_evidence_sha256 FOREIGN KEY (evidence_sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT,
    CONSTRAINT fk_credit_awards_participant_id FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE RESTRICT,
    CONSTRAINT fk_credit_awards_ruleset_version_id FOREIGN KEY (ruleset_version_id) REFERENCES ruleset_versions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_credit_awards_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE launches (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_launches PRIMARY KEY (id),
    CONSTRAINT fk_launches_participant_id FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE RESTRICT,
    CONSTRAINT fk_launches_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE match_decisions (
    session_id uuid NOT NULL,
    identity_key character varying(1000) NOT NULL,
    participant_id uuid,
    reason character varying(500) NOT NULL,
    decided_by character varying(80) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_match_decisions PRIMARY KEY (session_id, identity_key),
    CONSTRAINT fk_match_decisions_participant_id FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE RESTRICT,
    CONSTRAINT fk_match_decisions_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE TABLE polls (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    file_id uuid NOT NULL,
    "column" integer NOT NULL,
    question text NOT NULL,
    responses jsonb NOT NULL,
    excluded_reason character varying(500),
    withdrawn_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_polls PRIMARY KEY (id),
    CONSTRAINT fk_polls_file_id FOREIGN KEY (file_id) REFERENCES poll_files (id) ON DELETE RESTRICT,
    CONSTRAINT fk_polls_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);


CREATE UNIQUE INDEX ix_api_keys_secret_hash ON api_keys (secret_hash);


CREATE INDEX ix_attendance_snapshots_session_id ON attendance_snapshots (session_id);


CREATE INDEX ix_attendance_statuses_current_snapshot_id ON attendance_statuses (current_snapshot_id);


CREATE UNIQUE INDEX ix_audit_events_previous_hash ON audit_events (previous_hash);


CREATE INDEX ix_audit_events_session_id ON audit_events (session_id);


CREATE INDEX ix_audit_events_subject_id ON audit_events (subject_id);


CREATE UNIQUE INDEX ix_certificates_code ON certificates (code);


CREATE UNIQUE INDEX ix_certificates_number ON certificates (number);


CREATE UNIQUE INDEX ix_certificates_participant_id ON certificates (participant_id) WHERE revoked_at is null;


CREATE INDEX ix_certificates_pdf_sha256 ON certificates (pdf_sha256);


CREATE INDEX ix_certificates_session_id ON certificates (session_id);


CREATE INDEX ix_credit_awards_evidence_sha256 ON credit_awards (evidence_sha256);


CREATE INDEX ix_credit_awards_ruleset_version_id ON credit_awards (ruleset_version_id);


CREATE INDEX ix_credit_awards_session_id ON credit_awards (session_id);


CREATE INDEX ix_jobs_session_id ON jobs (session_id);


CREATE INDEX ix_jobs_state_next_attempt_at ON jobs (state, next_attempt_at);


CREATE INDEX ix_launches_participant_id ON launches (participant_id);


CREATE INDEX ix_launches_session_id ON launches (session_id);


CREATE INDEX ix_match_decisions_participant_id ON match_decisions (participant_id);


CREATE UNIQUE INDEX ix_participants_session_id_external_id ON participants (session_id, external_id);


CREATE UNIQUE INDEX ix_poll_files_session_id_sha256 ON poll_files (session_id, sha256) WHERE withdrawn_at is null;


CREATE INDEX ix_poll_files_sha256 ON poll_files (sha256);


CREATE INDEX ix_polls_file_id ON polls (file_id);


CREATE INDEX ix_polls_session_id ON polls (session_id);


CREATE UNIQUE INDEX ix_providers_name ON providers (name);


CREATE UNIQUE INDEX ix_ruleset_versions_ruleset_id_number ON ruleset_versions (ruleset_id, number);


CREATE UNIQUE INDEX ix_sessions_owner_key_id_external_id ON sessions (owner_key_id, external_id) NULLS NOT DISTINCT WHERE external_id is not null;


CREATE INDEX ix_sessions_provider_id ON sessions (provider_id);


CREATE INDEX ix_sessions_ruleset_version_id ON sessions (ruleset_version_id);


CREATE INDEX ix_sessions_sponsor_id ON sessions (sponsor_id);


CREATE INDEX ix_sponsors_logo_sha256 ON sponsors (logo_sha256);


CREATE INDEX ix_sponsors_signature_sha256 ON sponsors (signature_sha256);

-- Running numbers of certificates; numbers of attempts that failed are not used again.
CREATE SEQUENCE certificate_numbers;

-- Evidence and the audit log are written once: whoever wants to change them must first remove these triggers, and is seen doing so.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once and never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER evidence_is_immutable BEFORE UPDATE OR DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_is_not_truncated BEFORE TRUNCATE ON evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_are_immutable BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_are_not_truncated BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attendance_snapshots_are_immutable BEFORE UPDATE OR DELETE ON attendance_snapshots FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ruleset_versions_are_immutable BEFORE UPDATE OR DELETE ON ruleset_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
