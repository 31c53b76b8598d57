-- Certificates and federated credentials beside client secrets. Providers stay mutable; nothing here is written once.
ALTER TABLE providers ALTER COLUMN credential_hint TYPE character varying(100);

-- What may be shown of a credential; a client secret has nothing but its hint.
ALTER TABLE providers ADD COLUMN credential_facts jsonb NOT NULL DEFAULT '{}';
ALTER TABLE providers ALTER COLUMN credential_facts DROP DEFAULT;

ALTER TABLE providers ADD COLUMN credential_id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE providers ALTER COLUMN credential_id DROP DEFAULT;
