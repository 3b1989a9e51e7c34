-- Single messages put off while the rest of their chunk goes on: over a cap of their number. They stay pending, until then or their expiry.
CREATE TABLE deferrals (
    run_id     int NOT NULL,
    message_no int NOT NULL,
    until      timestamptz NOT NULL,             -- business time
    reason     text NOT NULL,
    PRIMARY KEY (run_id, message_no)
);
CREATE INDEX deferrals_until ON deferrals (until);
