CREATE TABLE goals (
    goal       text NOT NULL,
    year       int NOT NULL,
    target_percent numeric NOT NULL,
    source     text NOT NULL,
    invented   boolean NOT NULL DEFAULT false,
    entered_by int,
    PRIMARY KEY (goal, year)
);

-- Which themes (domain: §III.1-11 of the plan) count for which goal; editable.
CREATE TABLE theme_goals (
    theme int NOT NULL,
    goal  text NOT NULL,
    PRIMARY KEY (theme, goal)
);

CREATE TABLE denominators (
    goal          text NOT NULL,
    year          int NOT NULL,
    province_code text NOT NULL DEFAULT '',      -- '' = the nation
    count         bigint NOT NULL CHECK (count > 0),
    base          text NOT NULL,                 -- what is counted, e.g. labour force of working age
    source        text NOT NULL,
    invented      boolean NOT NULL DEFAULT false,
    entered_by    int,
    PRIMARY KEY (goal, year, province_code)
);
