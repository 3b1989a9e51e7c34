CREATE TABLE approvals (
    approval_id    int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign_id    int NOT NULL,
    plan_hash      bytea NOT NULL,
    expected_count int NOT NULL,
    tolerance_percent int NOT NULL,
    user_id        int NOT NULL,
    at             timestamptz NOT NULL,
    UNIQUE (campaign_id, plan_hash)
);
