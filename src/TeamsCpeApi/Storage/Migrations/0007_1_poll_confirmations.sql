-- Who decided that a poll counts, when, why, and on what verdict and figures. What decisions of before were based on is not known.

ALTER TABLE polls ADD COLUMN confirmation jsonb;
