-- What the safety brake looks at: outcomes of a run added up, a row for every so many. Newest last; gone when the run is resumed or over.
CREATE TABLE outcome_tallies (
    run_id   int NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('answer', 'receipt')),
    tally_no bigint GENERATED ALWAYS AS IDENTITY,
    outcomes int NOT NULL,
    failed   int NOT NULL,
    codes    jsonb NOT NULL,                     -- how often each code of a failure came
    PRIMARY KEY (run_id, kind, tally_no)
);
