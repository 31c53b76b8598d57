-- What people confirmed of identities, for later sessions, and what a human decision was based on.

ALTER TABLE match_decisions ADD COLUMN basis jsonb;

CREATE TABLE known_aliases (
    id uuid NOT NULL,
    owner_key_id uuid,
    external_id character varying(200) NOT NULL,
    identity_key character varying(1000) NOT NULL,
    session_id uuid NOT NULL,
    decision_key character varying(1000) NOT NULL,
    confirmed_by character varying(80) NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_known_aliases PRIMARY KEY (id),
    CONSTRAINT fk_known_aliases_owner_key_id FOREIGN KEY (owner_key_id) REFERENCES api_keys (id) ON DELETE RESTRICT,
    CONSTRAINT fk_known_aliases_session_id_decision_key FOREIGN KEY (session_id, decision_key) REFERENCES match_decisions (session_id, identity_key) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_known_aliases_session_id_decision_key_identity_key ON known_aliases (session_id, decision_key, identity_key);

CREATE INDEX ix_known_aliases_owner_key_id_external_id ON known_aliases (owner_key_id, external_id);

CREATE INDEX ix_known_aliases_owner_key_id_identity_key ON known_aliases (owner_key_id, identity_key);
