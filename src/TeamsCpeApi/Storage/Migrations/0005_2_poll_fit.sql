-- Whether a poll belongs to its session. The zone in which a file is read was chosen by somebody and can be changed, so its times are
-- kept as the export wrote them; files from before are read again from the evidence when that is needed (responses is null).

ALTER TABLE poll_files ADD COLUMN utc_offset_minutes integer;
UPDATE poll_files SET utc_offset_minutes = (extract(epoch FROM (sessions.starts_at AT TIME ZONE poll_files.time_zone) - (sessions.starts_at AT TIME ZONE 'UTC')) / 60)::integer
    FROM sessions WHERE sessions.id = poll_files.session_id;
ALTER TABLE poll_files ALTER COLUMN utc_offset_minutes SET NOT NULL;

ALTER TABLE poll_files ADD COLUMN zone_chosen_by character varying(40);
UPDATE poll_files SET zone_chosen_by = CASE WHEN sessions.time_zone = poll_files.time_zone THEN 'Session' ELSE 'Upload' END
    FROM sessions WHERE sessions.id = poll_files.session_id;
ALTER TABLE poll_files ALTER COLUMN zone_chosen_by SET NOT NULL;

ALTER TABLE poll_files ADD COLUMN responses jsonb;
ALTER TABLE poll_files ADD COLUMN notes jsonb NOT NULL DEFAULT '[]';
ALTER TABLE poll_files ALTER COLUMN notes DROP DEFAULT;
ALTER TABLE poll_files ADD COLUMN replaces_id uuid;
ALTER TABLE poll_files ADD CONSTRAINT fk_poll_files_replaces_id FOREIGN KEY (replaces_id) REFERENCES poll_files (id) ON DELETE RESTRICT;
CREATE INDEX ix_poll_files_replaces_id ON poll_files (replaces_id);

-- So far only people excluded polls; the audit log knows who.
ALTER TABLE polls ADD COLUMN decided_by character varying(80);
UPDATE polls SET decided_by = coalesce(
        (SELECT actor FROM audit_events WHERE subject_id = polls.id AND action = 'poll.excluded' ORDER BY sequence DESC LIMIT 1), 'a person')
    WHERE excluded_reason IS NOT NULL;
