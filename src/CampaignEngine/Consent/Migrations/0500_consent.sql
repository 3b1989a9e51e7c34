-- Append-only ledger (Decree 91/2020, Law 91/2025): who, channel, purpose, wording, source, proof, time.
CREATE TABLE consent_ledger (
    entry_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pseudonym   uuid NOT NULL,
    channel     text NOT NULL,                   -- sms, zalo, ...
    purpose     text NOT NULL,                   -- promotion (the class that needs prior consent)
    given       boolean NOT NULL,
    wording     text NOT NULL,                   -- version of the words the person saw
    source      text NOT NULL,
    proof       text,
    given_on    date NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX consent_ledger_by_person ON consent_ledger (pseudonym, channel, purpose, entry_id);
CREATE TRIGGER consent_ledger_append_only BEFORE UPDATE OR DELETE ON consent_ledger
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The latest word of each person, derived from the ledger in the same transaction.
CREATE TABLE consents (
    recipient_id bigint NOT NULL,
    channel      text NOT NULL,
    purpose      text NOT NULL,
    given        boolean NOT NULL,
    given_on     date NOT NULL,
    PRIMARY KEY (recipient_id, channel, purpose)
);

-- Refusals by number. Erasure leaves only the keyed hash.
CREATE TABLE suppressions (
    number_key bytea NOT NULL,
    scope      text NOT NULL CHECK (scope IN ('campaigns', 'everything')),
    source     text NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (number_key, scope)
);
