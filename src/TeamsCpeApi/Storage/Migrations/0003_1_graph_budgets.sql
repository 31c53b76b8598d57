-- How fast an application may ask Microsoft in one tenant. Bookkeeping: its rows change with every request.

CREATE TABLE graph_budgets (
    cloud character varying(40) NOT NULL,
    tenant_id uuid NOT NULL,
    client_id uuid NOT NULL,
    rate double precision NOT NULL,
    last_slot_at timestamp with time zone NOT NULL,
    held_until timestamp with time zone NOT NULL,
    grown_at timestamp with time zone NOT NULL,
    reduced_at timestamp with time zone NOT NULL,
    streak integer NOT NULL,
    CONSTRAINT pk_graph_budgets PRIMARY KEY (cloud, tenant_id, client_id)
);
