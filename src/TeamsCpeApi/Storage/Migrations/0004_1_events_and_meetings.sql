-- Webinars, town halls, and meetings that are made for a session. None of these rows is immutable: they show how things stand at
-- Microsoft's side. What was received stays as evidence.

ALTER TABLE sessions ALTER COLUMN join_url DROP NOT NULL;
ALTER TABLE sessions ADD COLUMN webinar_id character varying(100);
ALTER TABLE sessions ADD COLUMN creates boolean NOT NULL DEFAULT false;
ALTER TABLE sessions ALTER COLUMN creates DROP DEFAULT;
ALTER TABLE sessions ADD COLUMN on_calendar boolean;

CREATE TABLE session_events (
    session_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    event_id character varying(200) NOT NULL,
    status character varying(100),
    title text,
    sessions jsonb NOT NULL,
    event_session_id character varying(100),
    join_url text,
    checked_at timestamp with time zone NOT NULL,
    registrations_listed_at timestamp with time zone,
    registrations_problem jsonb,
    registration_pages jsonb NOT NULL,
    CONSTRAINT pk_session_events PRIMARY KEY (session_id),
    CONSTRAINT fk_session_events_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE TABLE event_registrations (
    session_id uuid NOT NULL,
    registration_id character varying(100) NOT NULL,
    status character varying(100),
    email text,
    first_name text,
    last_name text,
    registered_at timestamp with time zone,
    canceled_at timestamp with time zone,
    gone boolean NOT NULL,
    CONSTRAINT pk_event_registrations PRIMARY KEY (session_id, registration_id),
    CONSTRAINT fk_event_registrations_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE TABLE registration_attempts (
    participant_id uuid NOT NULL,
    session_id uuid NOT NULL,
    outcome character varying(40) NOT NULL,
    problem jsonb,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_registration_attempts PRIMARY KEY (participant_id),
    CONSTRAINT fk_registration_attempts_participant_id FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE CASCADE,
    CONSTRAINT fk_registration_attempts_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE INDEX ix_registration_attempts_session_id ON registration_attempts (session_id);

CREATE TABLE created_meetings (
    session_id uuid NOT NULL,
    on_calendar boolean NOT NULL,
    provider_id uuid NOT NULL,
    organizer_object_id uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    event_id text,
    meeting_id text,
    join_url text,
    sent_sha256 character(64),
    sent_at timestamp with time zone,
    uninvited jsonb NOT NULL,
    CONSTRAINT pk_created_meetings PRIMARY KEY (session_id),
    CONSTRAINT fk_created_meetings_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE TABLE meeting_statuses (
    session_id uuid NOT NULL,
    problem jsonb,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_meeting_statuses PRIMARY KEY (session_id),
    CONSTRAINT fk_meeting_statuses_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT
);

CREATE TABLE meeting_settings (
    provider_id uuid NOT NULL,
    on_calendar boolean NOT NULL,
    local_field character varying(40),
    directory_field character varying(40),
    version integer NOT NULL,
    CONSTRAINT pk_meeting_settings PRIMARY KEY (provider_id),
    CONSTRAINT fk_meeting_settings_provider_id FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE CASCADE
);
