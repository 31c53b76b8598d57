-- Credit for presenters is an award of its own, on a decision that is stored and recomputed like every other.

ALTER TABLE credit_decisions ADD COLUMN kind character varying(40) NOT NULL DEFAULT 'Attendance';
ALTER TABLE credit_decisions ALTER COLUMN kind DROP DEFAULT;

CREATE TABLE instruction_awards (
    instructor_id uuid NOT NULL,
    session_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    reason character varying(1000),
    awarded_by character varying(80) NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    persons integer NOT NULL,
    confirmed_by character varying(80),
    confirmed_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_instruction_awards PRIMARY KEY (instructor_id),
    CONSTRAINT fk_instruction_awards_decision_id FOREIGN KEY (decision_id) REFERENCES credit_decisions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_instruction_awards_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE INDEX ix_instruction_awards_decision_id ON instruction_awards (decision_id);

CREATE INDEX ix_instruction_awards_session_id ON instruction_awards (session_id);
