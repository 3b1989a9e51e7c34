-- Who was written to, by number and over all campaigns: what the caps count. One unit a message, written in the transaction of its claim and
-- taken out when the message was surely not sent. The number stands first: every question is about a number.
CREATE TABLE contacts (
    number_key bytea NOT NULL,
    run_id     int NOT NULL,
    message_no int NOT NULL,
    class      text NOT NULL,
    at         timestamptz NOT NULL,             -- business time of the claim, the latest where there were several
    PRIMARY KEY (number_key, run_id, message_no)
);
