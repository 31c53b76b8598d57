-- Providers in the name of a person who signs in. All of it changes with every sign-in and renewal; nothing here is written once.
ALTER TABLE providers ADD COLUMN sign_in jsonb;

CREATE TABLE sign_in_attempts (
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    requested_by uuid,
    start_hash character(64) NOT NULL,
    browser_hash character(64),
    state_hash character(64),
    protected_verifier bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT pk_sign_in_attempts PRIMARY KEY (id),
    CONSTRAINT fk_sign_in_attempts_provider_id FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE CASCADE
);

CREATE TABLE token_caches (
    provider_id uuid NOT NULL,
    sign_in_id uuid NOT NULL,
    protected_content bytea NOT NULL,
    renewed_at timestamp with time zone NOT NULL,
    renewals integer NOT NULL,
    CONSTRAINT pk_token_caches PRIMARY KEY (provider_id),
    CONSTRAINT fk_token_caches_provider_id FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE CASCADE
);

CREATE INDEX ix_sign_in_attempts_provider_id ON sign_in_attempts (provider_id);

CREATE UNIQUE INDEX ix_sign_in_attempts_start_hash ON sign_in_attempts (start_hash);

CREATE UNIQUE INDEX ix_sign_in_attempts_state_hash ON sign_in_attempts (state_hash);
