-- The agency's portals and pages, dated: closed ones stay for what was said about them.
CREATE TABLE sites (
    site_id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('portal', 'facebook', 'youtube', 'zalo', 'lotus', 'other')),
    address       text NOT NULL,
    unit          text NOT NULL,                 -- who answers for it
    province_code text,                          -- null: national
    opened_on     date NOT NULL,
    closed_on     date,
    CHECK (closed_on >= opened_on)
);
CREATE UNIQUE INDEX sites_address ON sites (address) WHERE closed_on IS NULL;

-- What a person saw when they looked: does this page link to that one? The latest word holds; the earlier ones are the history.
CREATE TABLE site_sightings (
    sighting_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_site   int NOT NULL REFERENCES sites,
    to_site     int NOT NULL REFERENCES sites,
    linked      boolean NOT NULL,
    seen_on     date NOT NULL,
    seen_by     int NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK (from_site <> to_site)
);
CREATE INDEX site_sightings_pair ON site_sightings (from_site, to_site, seen_on, sighting_id);
CREATE TRIGGER site_sightings_append_only BEFORE UPDATE OR DELETE ON site_sightings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
