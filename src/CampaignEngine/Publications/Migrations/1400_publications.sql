-- One post of a run in one language: what is published for all to see, once.
CREATE TABLE publications (
    publication_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id       int NOT NULL,
    place        int NOT NULL,                   -- in the campaign's file, from 1
    channel      text NOT NULL,
    language     text NOT NULL,
    body         text NOT NULL,
    link         text,
    publish_at   timestamptz NOT NULL,           -- business time; not before
    expires_at   timestamptz NOT NULL,           -- business time; not after
    state        text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'publishing', 'in_doubt', 'published', 'removed', 'failed', 'expired', 'cancelled')),
    attempt      smallint NOT NULL DEFAULT 0,    -- committed before the first byte leaves
    attempted_at timestamptz,                    -- the machine's time: providers know no other
    lease_until  timestamptz,                    -- database clock; of publishing
    next_at      timestamptz,                    -- business time; a further try, or the next look at what is in doubt
    looks        smallint NOT NULL DEFAULT 0,    -- how often a doubt was looked at
    provider     text,
    provider_id  text,
    url          text,
    reason       text,
    published_at timestamptz,
    changed_at   timestamptz NOT NULL,
    UNIQUE (run_id, place, language),            -- a second launch, a replayed call: no second post
    CHECK ((state = 'publishing') = (lease_until IS NOT NULL)),
    CHECK (attempt > 0 OR state IN ('planned', 'expired', 'cancelled')),
    CHECK (state NOT IN ('in_doubt', 'failed') OR reason IS NOT NULL),
    CHECK ((state IN ('published', 'removed')) = (published_at IS NOT NULL))
);
CREATE INDEX publications_open ON publications (publish_at) WHERE state IN ('planned', 'publishing', 'in_doubt');

-- What is public was approved word for word: it does not change, and stays.
CREATE FUNCTION publications_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.run_id, OLD.place, OLD.channel, OLD.language, OLD.body, OLD.link) IS DISTINCT FROM (NEW.run_id, NEW.place, NEW.channel, NEW.language, NEW.body, NEW.link) THEN
        RAISE EXCEPTION 'a publication is what was approved';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publications_guard BEFORE UPDATE OR DELETE ON publications FOR EACH ROW EXECUTE FUNCTION publications_guard();

-- Figures as they were told, step by step; append-only.
CREATE TABLE publication_metrics (
    publication_id int NOT NULL,
    metric         text NOT NULL,
    step           int NOT NULL,                 -- hours after it was published
    value          bigint,                       -- null: the provider counts this no more
    source         text NOT NULL CHECK (source IN ('provider', 'manual')),
    measured_at    timestamptz NOT NULL,
    PRIMARY KEY (publication_id, metric, step)
);
CREATE TRIGGER publication_metrics_append_only BEFORE UPDATE OR DELETE ON publication_metrics
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
