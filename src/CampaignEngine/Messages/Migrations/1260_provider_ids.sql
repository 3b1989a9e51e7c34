-- Where a provider's later words bear no reference of ours: the message by the provider's id, written with the outcome. Not partitioned, since
-- the run is what is looked for; rows go with their partition.
CREATE TABLE provider_ids (
    provider    text NOT NULL,
    provider_id text NOT NULL,
    run_id      int NOT NULL,
    message_no  int NOT NULL,
    PRIMARY KEY (provider, provider_id)
);
CREATE INDEX provider_ids_by_run ON provider_ids (run_id);
