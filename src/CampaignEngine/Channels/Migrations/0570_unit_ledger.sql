-- What was spent of a provider's quota that it does not tell: written before each call, so that no two workers spend the same.
CREATE TABLE unit_ledger (
    provider text NOT NULL,
    bucket   text NOT NULL,
    day      date NOT NULL,                      -- the provider's own
    used     int NOT NULL,
    PRIMARY KEY (provider, bucket, day)
);
