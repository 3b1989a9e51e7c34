-- What status says of a run whose messages were detached: where it stood then.
CREATE TABLE archived_runs (
    run_id      int PRIMARY KEY,
    partition   text NOT NULL,                   -- archive.<partition> and archive.<partition>_texts
    archived_at timestamptz NOT NULL,
    standing    jsonb NOT NULL
);
