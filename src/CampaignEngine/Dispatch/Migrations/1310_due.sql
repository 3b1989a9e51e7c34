-- What must be looked at again when its time comes, by range and not by message: whose provider has not said its last word.
CREATE TABLE due (
    run_id      int NOT NULL,
    first_no    int NOT NULL,
    last_no     int NOT NULL,
    due_at      timestamptz NOT NULL,            -- business time
    tries       int NOT NULL DEFAULT 0,
    lease_until timestamptz,                     -- database clock
    PRIMARY KEY (run_id, first_no)
);
CREATE INDEX due_next ON due (due_at);

-- What was sent before this table was there is looked at once, too.
INSERT INTO due (run_id, first_no, last_no, due_at)
SELECT c.run_id, c.first_no, c.last_no, r.launched_at FROM chunks c JOIN runs r USING (run_id);
