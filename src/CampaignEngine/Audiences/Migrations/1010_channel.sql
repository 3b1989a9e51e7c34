-- The first of the campaign's channels by which the gate lets the person be reached; null where they are excluded, and in runs of before.
ALTER TABLE audience_members ADD COLUMN channel text;
