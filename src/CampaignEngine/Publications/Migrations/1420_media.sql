-- Files and further words of a post (PublicationMedia); a video waits at its provider, unseen, until its hour.
ALTER TABLE publications ADD COLUMN media jsonb;
ALTER TABLE publications DROP CONSTRAINT publications_state_check;
ALTER TABLE publications ADD CONSTRAINT publications_state_check
    CHECK (state IN ('planned', 'publishing', 'scheduled', 'in_doubt', 'published', 'removed', 'failed', 'expired', 'cancelled'));
ALTER TABLE publications ADD CHECK (state <> 'scheduled' OR provider_id IS NOT NULL);

CREATE OR REPLACE FUNCTION publications_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.run_id, OLD.place, OLD.channel, OLD.language, OLD.body, OLD.link, OLD.media) IS DISTINCT FROM (NEW.run_id, NEW.place, NEW.channel, NEW.language, NEW.body, NEW.link, NEW.media) THEN
        RAISE EXCEPTION 'a publication is what was approved';
    END IF;
    RETURN NEW;
END $$;

-- A video on its way: the provider's session, written down before the first byte leaves. Nothing is there before the last byte, so whoever has the
-- session goes on with it, and nothing is there twice.
CREATE TABLE uploads (
    publication_id int PRIMARY KEY REFERENCES publications,
    session        bytea NOT NULL,               -- sealed: whoever knows it can write into it
    last_begun     boolean NOT NULL DEFAULT false, -- the last bytes have left: from now on it may be there
    begun_at       timestamptz NOT NULL          -- business time
);

-- What is said in a video, added once it is there.
CREATE TABLE captions (
    publication_id int NOT NULL REFERENCES publications,
    language       text NOT NULL,
    asset_id       int NOT NULL,
    state          text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'done', 'failed')),
    reason         text,
    next_at        timestamptz,                  -- business time
    PRIMARY KEY (publication_id, language)
);

ALTER TABLE tasks ADD COLUMN assets int[] NOT NULL DEFAULT '{}';
