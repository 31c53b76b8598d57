-- Attendance files that Teams wrote and somebody uploaded: the second source of attendance. Their bytes are evidence; a row that is
-- withdrawn stays.

CREATE TABLE attendance_files (
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    file_name character varying(260) NOT NULL,
    sha256 character(64) NOT NULL,
    dialect character varying(40) NOT NULL,
    encoding character varying(40) NOT NULL,
    title text,
    time_zone character varying(100) NOT NULL,
    date_order character varying(40) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by character varying(80) NOT NULL,
    records jsonb NOT NULL,
    notes jsonb NOT NULL,
    excluded_reason character varying(500),
    withdrawn_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_attendance_files PRIMARY KEY (id),
    CONSTRAINT fk_attendance_files_session_id FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_attendance_files_sha256 FOREIGN KEY (sha256) REFERENCES evidence (sha256) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_attendance_files_session_id_sha256 ON attendance_files (session_id, sha256) WHERE withdrawn_at is null;

CREATE INDEX ix_attendance_files_sha256 ON attendance_files (sha256);
