-- The media of a run in order of preference; empty: the one its messages name.
ALTER TABLE runs ADD COLUMN channels text[] NOT NULL DEFAULT '{}';

-- Messages that did not reach their person, of runs with a further channel. Written in the transaction that says so, taken out in the one that
-- writes the next channel's message.
CREATE TABLE next_channel (
    run_id     int NOT NULL,
    message_no int NOT NULL,
    PRIMARY KEY (run_id, message_no)
);
