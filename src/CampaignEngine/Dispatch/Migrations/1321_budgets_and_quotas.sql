-- The money of a run, where its campaign sets a budget. A row of its own, not columns of runs: claims wait for it in turn, and whoever pauses or
-- cancels the run locks runs first and chunks after, the other way round than a claim.
CREATE TABLE run_budgets (
    run_id        int PRIMARY KEY,
    budget_dong   bigint NOT NULL,
    reserved_dong bigint NOT NULL DEFAULT 0,     -- claimed and not given back
    CHECK (reserved_dong BETWEEN 0 AND budget_dong)
);

-- Messages of a sender in a day and in a month of its own zone.
CREATE TABLE sender_quotas (
    sender    text NOT NULL,
    period    text NOT NULL CHECK (period IN ('day', 'month')),
    starts_on date NOT NULL,
    used      int NOT NULL CHECK (used >= 0),
    PRIMARY KEY (sender, period, starts_on)
);

-- What one attempt took of the two above, so that just that is given back when it was surely not sent, by whichever worker and whenever.
CREATE TABLE reservations (
    run_id     int NOT NULL,
    message_no int NOT NULL,
    attempt    smallint NOT NULL,
    sender     text NOT NULL,
    dong       int,                              -- null: the run has no budget
    quota_day  date,                             -- null: the sender has no quota
    PRIMARY KEY (run_id, message_no, attempt)
);
