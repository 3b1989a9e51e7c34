-- Which database this is, so that one that was restored or failed over to is noticed before anything is sent from it.
CREATE TABLE lineage (
    one            boolean PRIMARY KEY DEFAULT true CHECK (one),
    installation   uuid NOT NULL DEFAULT gen_random_uuid(),
    identity       text,                         -- cluster/timeline/database; null before the first worker
    trusted_from   bigint NOT NULL DEFAULT 0,    -- beats before this are forgiven: a person has confirmed the database since
    recovery_since timestamptz,                  -- not null: nothing is claimed. What went out from then on is not known here (database clock)
    recovery_begun_at timestamptz,               -- business time
    recovery_reason text,
    CHECK ((recovery_since IS NULL) = (recovery_reason IS NULL) AND (recovery_since IS NULL) = (recovery_begun_at IS NULL))
);
INSERT INTO lineage DEFAULT VALUES;

-- One row every few seconds while workers work: microseconds of the database's clock. A worker that has seen one which is not here any
-- more talks to an older database than before. A month is kept.
CREATE TABLE beats (
    beat bigint PRIMARY KEY
);
