-- Refusals by reply; unique per number and scope, so that each is confirmed once.
CREATE TABLE refusals (
    number_key   bytea NOT NULL,
    scope        text NOT NULL CHECK (scope IN ('campaigns', 'everything')),
    inbox_id     bigint NOT NULL,
    received_at  timestamptz NOT NULL,
    confirmation_run int,
    confirmation_no  int,                        -- null: the provider confirmed already
    PRIMARY KEY (number_key, scope)
);
