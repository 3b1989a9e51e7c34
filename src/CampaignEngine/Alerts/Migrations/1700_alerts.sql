-- What somebody of the staff is to be told, found in the tables; each thing once.
CREATE TABLE alerts (
    alert_key text PRIMARY KEY,                  -- what it is about and since when: the same again is no new alert
    who       text NOT NULL,
    vi        text NOT NULL,
    en        text NOT NULL,
    found_at  timestamptz NOT NULL,              -- business time
    mail_id   bigint                             -- null: not in a mail yet
);
CREATE INDEX alerts_unmailed ON alerts (who) WHERE mail_id IS NULL;

-- A mail with all that was found for one addressee at a time.
CREATE TABLE alert_mails (
    mail_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address  text NOT NULL,
    state    text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'given_up')),
    attempts smallint NOT NULL DEFAULT 0,
    next_at  timestamptz NOT NULL,               -- business time
    reason   text,
    made_at  timestamptz NOT NULL,
    sent_at  timestamptz
);
CREATE INDEX alert_mails_queued ON alert_mails (next_at) WHERE state = 'queued';
