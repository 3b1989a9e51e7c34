-- Where people are led, with the marks of the campaign in the address. A link does not change: another address is another link.
CREATE TABLE links (
    link_id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target       text NOT NULL CHECK (target LIKE 'https://%'),
    medium       text NOT NULL,
    source       text NOT NULL,
    campaign     text NOT NULL,
    content      text,
    created_by   int NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz                     -- business time; from then on 410
);

-- The letters behind the host. One code a link, and one more for each person who consented to being counted.
CREATE TABLE link_codes (
    code     text PRIMARY KEY,
    link_id  int NOT NULL REFERENCES links,
    personal boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX link_codes_common ON link_codes (link_id) WHERE NOT personal;

-- Whose code it is: the one place that ties a click to a person. Erasure and withdrawal delete the row; the code then counts as everybody's.
CREATE TABLE link_people (
    code        text PRIMARY KEY REFERENCES link_codes,
    link_id     int NOT NULL REFERENCES links,
    pseudonym   uuid NOT NULL,
    followed_on date,                            -- the first day, no more
    UNIQUE (pseudonym, link_id)
);

-- Nothing of the visitor: neither address nor browser nor hour.
CREATE TABLE link_clicks (
    link_id int NOT NULL REFERENCES links,
    on_day  date NOT NULL,                       -- Vietnam time
    kind    text NOT NULL CHECK (kind IN ('visit', 'preview')),
    count   bigint NOT NULL,
    PRIMARY KEY (link_id, on_day, kind)
);
