-- Raw receipts and replies, durable before the answer. Bodies are sealed under a key per month, which erasure drops.
CREATE TABLE inbox_keys (
    month date PRIMARY KEY,
    key   bytea NOT NULL
);

CREATE TABLE inbox (
    inbox_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider    text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('receipt', 'reply')),
    reference   text,                            -- our message reference from the callback address, where there is one
    body        bytea NOT NULL,                  -- AES-GCM: nonce, tag, cipher text
    received_at timestamptz NOT NULL,
    applied_at  timestamptz,
    outcome     text,                            -- InboxOutcome
    CHECK ((applied_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX inbox_waiting ON inbox (kind, inbox_id) WHERE applied_at IS NULL;

-- Counted trace of what was turned away; nothing personal is kept.
CREATE TABLE inbox_rejections (
    provider text NOT NULL,
    reason   text NOT NULL CHECK (reason IN ('signature', 'size', 'shape')),
    on_day   date NOT NULL,
    count    bigint NOT NULL,
    PRIMARY KEY (provider, reason, on_day)
);
