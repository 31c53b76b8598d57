-- A meeting can be named by its printed id. What is known of it, and the newest snapshot beside the one that counts, are kept with the fetch state.

ALTER TABLE sessions ALTER COLUMN join_url DROP NOT NULL;
ALTER TABLE sessions ADD COLUMN join_meeting_id character varying(15);

ALTER TABLE attendance_statuses ADD COLUMN latest_snapshot_id uuid;
ALTER TABLE attendance_statuses ADD COLUMN first_data_at timestamp with time zone;
ALTER TABLE attendance_statuses ADD COLUMN meeting jsonb;
ALTER TABLE attendance_statuses ADD CONSTRAINT fk_attendance_statuses_latest_snapshot_id
    FOREIGN KEY (latest_snapshot_id) REFERENCES attendance_snapshots (id) ON DELETE RESTRICT;

CREATE INDEX ix_attendance_statuses_latest_snapshot_id ON attendance_statuses (latest_snapshot_id);

UPDATE attendance_statuses SET latest_snapshot_id = current_snapshot_id, first_data_at = checked_at WHERE current_snapshot_id IS NOT NULL;
