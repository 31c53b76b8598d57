-- Subscriptions to Microsoft's change notifications and what came of them. None of these rows is immutable: they only make fetching earlier.

CREATE TABLE graph_subscriptions (
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    session_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    resource text NOT NULL,
    about text NOT NULL,
    secret_sha256 character(64),
    graph_id character varying(100),
    expires_at timestamp with time zone,
    needs_reauthorization boolean NOT NULL,
    failures integer NOT NULL,
    next_try_at timestamp with time zone,
    problem jsonb,
    CONSTRAINT pk_graph_subscriptions PRIMARY KEY (id),
    CONSTRAINT fk_graph_subscriptions_provider_id FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_graph_subscriptions_provider_id_resource ON graph_subscriptions (provider_id, resource);

CREATE TABLE graph_notifications (
    id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    content_sha256 character(64) NOT NULL,
    lifecycle_event character varying(40),
    rich text,
    received_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT pk_graph_notifications PRIMARY KEY (id),
    CONSTRAINT fk_graph_notifications_subscription_id FOREIGN KEY (subscription_id) REFERENCES graph_subscriptions (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_graph_notifications_subscription_id_content_sha256 ON graph_notifications (subscription_id, content_sha256);

CREATE TABLE notification_certificates (
    id uuid NOT NULL,
    certificate bytea NOT NULL,
    protected_key bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_notification_certificates PRIMARY KEY (id)
);
