-- One row a file that was taken in. Written in the import's own transaction: a killed import leaves neither rows nor a record.
CREATE TABLE imports (
    import_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text NOT NULL,                   -- people, places
    file_name   text NOT NULL,
    file_hash   bytea NOT NULL,
    source      text NOT NULL,
    as_of       date NOT NULL,
    user_id     int NOT NULL,
    started_at  timestamptz NOT NULL,
    duration_ms bigint NOT NULL,
    counts      jsonb NOT NULL
);
CREATE INDEX imports_by_hash ON imports (file_hash);
