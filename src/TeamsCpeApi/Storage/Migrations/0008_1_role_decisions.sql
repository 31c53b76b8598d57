-- What people decide about a session's roles: that its presenters earn like attendees, and what words for roles mean that no list knows.

ALTER TABLE sessions ADD COLUMN presenters_earn jsonb;
ALTER TABLE sessions ADD COLUMN role_meanings jsonb NOT NULL DEFAULT '[]';
ALTER TABLE sessions ALTER COLUMN role_meanings DROP DEFAULT;
