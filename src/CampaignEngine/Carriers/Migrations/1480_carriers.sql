-- What carriers say of each message, after the fact, in the files they send: what they counted, and what became of it. Written by import, one
-- row a message and sender; a later file's word replaces an earlier one's.
CREATE TABLE carrier_deliveries (
    provider   text NOT NULL,
    message    text NOT NULL,                    -- as the file names it: our reference, or "id:" and the provider's own
    run_id     int,                              -- null: names no message of ours
    message_no int,
    at         timestamptz NOT NULL,             -- decides the month it is billed in
    brand      text NOT NULL,
    carrier    text NOT NULL,
    class      text NOT NULL CHECK (class IN ('care', 'advertising')),
    parts      smallint NOT NULL CHECK (parts BETWEEN 0 AND 255),
    status     text NOT NULL CHECK (status IN ('sent', 'delivered', 'undelivered', 'failed', 'expired', 'refused')),
    code       text,
    import_id  bigint NOT NULL,
    effect     text,                             -- what the status did to the message; null: not applied yet
    PRIMARY KEY (provider, message),
    CHECK ((run_id IS NULL) = (message_no IS NULL))
);
CREATE INDEX carrier_deliveries_waiting ON carrier_deliveries (provider, message) WHERE effect IS NULL;
CREATE INDEX carrier_deliveries_by_time ON carrier_deliveries (provider, at);
CREATE INDEX carrier_deliveries_by_message ON carrier_deliveries (run_id, message_no);

-- What a carrier asks to be paid for a month. Insert-only: a corrected invoice is a further file, and the newest of its month is the one that stands.
CREATE TABLE carrier_invoices (
    import_id bigint NOT NULL,
    row_no    int NOT NULL,
    provider  text NOT NULL,
    month     date NOT NULL CHECK (extract(day FROM month) = 1),
    brand     text NOT NULL,
    carrier   text NOT NULL,
    class     text NOT NULL CHECK (class IN ('care', 'advertising')),
    parts     bigint NOT NULL CHECK (parts >= 0),
    price     numeric(12, 2) NOT NULL CHECK (price >= 0), -- VND a part, without VAT
    amount    numeric(16, 2) NOT NULL,                    -- VND, without VAT
    PRIMARY KEY (import_id, row_no)
);
CREATE INDEX carrier_invoices_by_month ON carrier_invoices (provider, month, import_id);
CREATE TRIGGER carrier_invoices_insert_only BEFORE UPDATE OR DELETE ON carrier_invoices FOR EACH ROW EXECUTE FUNCTION refuse_change();
