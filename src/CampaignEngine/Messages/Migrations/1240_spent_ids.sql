-- The provider's ids of attempts that ended and that a person had sent again: a late word about one, or its place in a provider's list, is
-- not about the attempt that followed. Only what is sent again has rows here; they go with their partition.
CREATE TABLE spent_ids (
    provider_id text NOT NULL,
    run_id      int NOT NULL,
    message_no  int NOT NULL,
    PRIMARY KEY (provider_id, run_id, message_no)
);
