-- In the order of rank: receipts move a message only upward, and delivered beats all (docs/message-lifecycle.md).
CREATE TYPE message_status AS ENUM (
    'pending', 'sending', 'in_doubt', 'accepted', 'sent', 'skipped', 'cancelled', 'expired', 'failed', 'undelivered', 'delivered');

-- One text to one address. The run is part of every key: it is the future partition key and travels in the reference.
-- Status stands in no index, so that its many changes stay heap-only updates.
CREATE TABLE messages (
    run_id       int NOT NULL,
    message_no   int NOT NULL,                   -- 1.. within the run
    recipient_id bigint,                         -- null: a standing system run keyed by number
    channel      text NOT NULL,
    address      text NOT NULL,
    number_key   bytea NOT NULL,
    class        text NOT NULL,
    template_id  bigint,
    language     text NOT NULL,
    fallback_from text,                          -- the declared language, where another had to be used
    encoding     text NOT NULL CHECK (encoding IN ('GSM7', 'UCS2')),
    parts        smallint NOT NULL,
    expires_at   timestamptz NOT NULL,
    status       message_status NOT NULL DEFAULT 'pending',
    attempt      smallint NOT NULL DEFAULT 0,    -- committed before the first byte leaves
    provider     text,                           -- who carried it, set with the outcome; its receipts' meaning stands in senders
    provider_id  text,
    reason       text,
    changed_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    PRIMARY KEY (run_id, message_no),
    UNIQUE (run_id, recipient_id, channel),
    CHECK (attempt > 0 OR status IN ('pending', 'skipped', 'cancelled', 'expired')),
    CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
    CHECK (status NOT IN ('failed', 'skipped', 'in_doubt', 'expired', 'cancelled') OR reason IS NOT NULL)
) WITH (fillfactor = 50);

-- The moves of TransitionTable, and no other, whoever tries. The rule stands in WHEN, so that a legal update calls no function.
CREATE FUNCTION refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a message may not move from % (attempt %) to % (attempt %)', OLD.status, OLD.attempt, NEW.status, NEW.attempt
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER messages_move BEFORE UPDATE ON messages FOR EACH ROW
    WHEN (NOT (
        NEW.attempt = OLD.attempt AND (
            NEW.status = OLD.status
            OR OLD.status = 'pending' AND NEW.status IN ('skipped', 'cancelled', 'expired')
            OR OLD.status = 'sending' AND NEW.status = 'in_doubt'
            OR OLD.status IN ('sending', 'in_doubt') AND NEW.status = 'pending'
            OR OLD.attempt > 0 AND NEW.status > OLD.status
                AND NEW.status IN ('accepted', 'sent', 'expired', 'failed', 'undelivered', 'delivered'))
        OR NEW.attempt = OLD.attempt + 1 AND OLD.status = 'pending' AND NEW.status = 'sending'))
    EXECUTE FUNCTION refuse_move();

-- Insert-only: the text that is sent is the text that is stored.
CREATE TABLE message_texts (
    run_id     int NOT NULL,
    message_no int NOT NULL,
    body       text NOT NULL,
    PRIMARY KEY (run_id, message_no)
);
CREATE TRIGGER message_texts_insert_only BEFORE UPDATE ON message_texts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
