-- What subscribers will want to hear of. Each event is written once: rows are not changed, only removed when they are old.
CREATE TABLE outbox_events (
    id uuid NOT NULL,
    type character varying(80) NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    key character varying(200) NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT pk_outbox_events PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_outbox_events_key ON outbox_events (key);

CREATE TRIGGER outbox_events_are_not_changed BEFORE UPDATE ON outbox_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
