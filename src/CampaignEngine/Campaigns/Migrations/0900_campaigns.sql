CREATE TABLE campaigns (
    campaign_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title       text NOT NULL,
    class       text NOT NULL CHECK (class IN ('ServiceNotice', 'PolicyInfo', 'Promotion')),
    plan        jsonb NOT NULL,                  -- the file as given, with segment rules and template versions pinned
    plan_hash   bytea NOT NULL,                  -- what an approval signs
    created_by  int NOT NULL,
    created_at  timestamptz NOT NULL
);
