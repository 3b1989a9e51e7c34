-- Saved rules; the plan's built-in groups ship with the product and are not rows.
CREATE TABLE segments (
    name       text NOT NULL,
    version    int NOT NULL,
    title_vi   text NOT NULL,
    title_en   text NOT NULL,
    rule       jsonb NOT NULL,
    created_by int NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (name, version)
);
