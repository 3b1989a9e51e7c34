-- Photos, videos, captions, recordings that campaigns publish, in the database: every worker reads them there, and a backup holds them.
CREATE TABLE assets (
    asset_id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text NOT NULL CHECK (kind IN ('photo', 'video', 'captions', 'recording')),
    media_type       text NOT NULL,
    file_name        text NOT NULL,
    size             bigint NOT NULL CHECK (size > 0),
    sha256           bytea NOT NULL UNIQUE,      -- the same file twice is one asset
    description      text NOT NULL CHECK (description ~ '\S'), -- read out to who cannot see or hear it
    added_by         int NOT NULL,
    added_at         timestamptz NOT NULL,       -- business time
    withdrawn_at     timestamptz,
    withdrawn_reason text,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);

CREATE TABLE asset_chunks (
    asset_id int NOT NULL REFERENCES assets,
    at       int NOT NULL,                       -- from 0; each but the last of one size, AssetStore.ChunkSize
    bytes    bytea NOT NULL,
    PRIMARY KEY (asset_id, at)
);
ALTER TABLE asset_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL; -- compressed already: pictures and sound

-- A campaign is approved with the very bytes: they never change, and go only with a reason that stays.
CREATE FUNCTION assets_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
        OR (OLD.kind, OLD.media_type, OLD.file_name, OLD.size, OLD.sha256, OLD.description) IS DISTINCT FROM (NEW.kind, NEW.media_type, NEW.file_name, NEW.size, NEW.sha256, NEW.description) THEN
        RAISE EXCEPTION 'an asset is what was taken in';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assets_guard BEFORE UPDATE OR DELETE ON assets FOR EACH ROW EXECUTE FUNCTION assets_guard();

CREATE FUNCTION asset_chunks_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT FROM assets WHERE asset_id = OLD.asset_id AND withdrawn_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the bytes of an asset go only when it is withdrawn';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER asset_chunks_guard BEFORE UPDATE OR DELETE ON asset_chunks FOR EACH ROW EXECUTE FUNCTION asset_chunks_guard();
