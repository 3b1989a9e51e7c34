-- One message to an address of our own staff, to see that a sender works. Written before the provider is called.
CREATE TABLE test_sends (
    test_id     int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sender      text NOT NULL,
    address_key bytea NOT NULL,                  -- a pseudonym; the address stands in the settings
    state       text NOT NULL DEFAULT 'sending' CHECK (state IN ('sending', 'accepted', 'refused', 'in_doubt')),
    code        text,
    provider_id text,
    user_id     int NOT NULL,
    at          timestamptz NOT NULL             -- business time
);
