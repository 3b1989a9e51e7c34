-- What providers say is left of a day's quota: the last word any worker heard.
CREATE TABLE provider_quotas (
    provider  text NOT NULL,
    day       date NOT NULL,                     -- in Vietnam
    most      int NOT NULL,
    remaining int NOT NULL,
    read_at   timestamptz NOT NULL,
    PRIMARY KEY (provider, day)
);
