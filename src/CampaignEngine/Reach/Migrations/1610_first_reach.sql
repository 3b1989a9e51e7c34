-- Of every person and goal the contact that proves most, kept when a run's messages are detached: reports go on counting each person
-- once. Dimensions are as they were then, and the goals are those its theme counted for then.
CREATE TABLE first_reach (
    goal          text NOT NULL,
    year          int NOT NULL,                  -- of Vietnam
    pseudonym     uuid NOT NULL,
    segment       text NOT NULL,
    province_code text NOT NULL,                 -- '' = not known
    language      text NOT NULL,
    channel       text NOT NULL,
    counts        boolean NOT NULL,              -- not a renewal notice only
    proven        boolean NOT NULL,              -- by a receipt of the handset
    delivered_at  timestamptz NOT NULL,
    birth_year    int,
    sex           text,
    occupation    text,
    scheme_status text,
    PRIMARY KEY (goal, year, pseudonym, segment, province_code, language, channel)
);
