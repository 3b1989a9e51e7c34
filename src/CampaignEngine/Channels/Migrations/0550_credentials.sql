-- Providers' secrets, sealed under a key that is kept in files outside the database: a dump of this table discloses nothing.
CREATE TABLE credentials (
    provider      text NOT NULL,
    name          text NOT NULL,
    sealed        bytea NOT NULL,
    state         text NOT NULL CHECK (state IN ('ready', 'needs_reconsent')),
    reason        text,                          -- the provider's words where it must be consented to again
    expires_at    timestamptz,                   -- unless it is renewed before; null: it does not expire
    renewal_tries int NOT NULL DEFAULT 0,        -- renewals begun whose answer is not known: written before the provider is asked
    renewal_begun_at timestamptz,
    changed_at    timestamptz NOT NULL,
    version       int NOT NULL,
    PRIMARY KEY (provider, name),
    CHECK ((state = 'needs_reconsent') = (reason IS NOT NULL)),
    CHECK ((renewal_tries > 0) = (renewal_begun_at IS NOT NULL))
);
