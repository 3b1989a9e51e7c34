-- One immutable row a version of one language of one template. Files are imported; this table is the truth.
CREATE TABLE template_versions (
    template_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key          text NOT NULL,
    channel      text NOT NULL,
    language     text NOT NULL,
    version      int NOT NULL,
    class        text NOT NULL CHECK (class IN ('ServiceNotice', 'PolicyInfo', 'Promotion')),
    themes       int[] NOT NULL CHECK (cardinality(themes) > 0),
    fields       text[] NOT NULL,
    body         text NOT NULL,
    body_hash    bytea NOT NULL,
    translator   text NOT NULL,
    imported_by  int NOT NULL,
    imported_at  timestamptz NOT NULL,
    approved_by  int,
    approved_at  timestamptz,
    UNIQUE (key, channel, language, version),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK (approved_by IS NULL OR approved_by <> imported_by)
);
