-- Spans in which people were in breakout rooms, as somebody declared. Sessions of before have none.

ALTER TABLE sessions ADD COLUMN breakouts jsonb;

UPDATE sessions SET breakouts = '[]';

ALTER TABLE sessions ALTER COLUMN breakouts SET NOT NULL;
