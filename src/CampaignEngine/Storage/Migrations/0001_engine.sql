-- Business time = database clock + this offset (0 in production; the demo shifts it).
CREATE TABLE engine_clock (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    offset_us bigint NOT NULL DEFAULT 0
);
INSERT INTO engine_clock DEFAULT VALUES;

-- Keys made once per installation: number_key (keyed hash of phone numbers), webhook_key (HMAC of callback addresses).
CREATE TABLE engine_secrets (
    name  text PRIMARY KEY,
    value bytea NOT NULL
);
