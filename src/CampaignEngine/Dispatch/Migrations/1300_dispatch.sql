CREATE TABLE runs (
    run_id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign_id int,                             -- null: a standing system run
    occurrence  int NOT NULL DEFAULT 1,
    kind        text NOT NULL CHECK (kind IN ('campaign', 'refusal-confirmation')),
    state       text NOT NULL CHECK (state IN ('freezing', 'rendering', 'running', 'paused', 'stopped', 'completed', 'cancelled')),
    reason      text,
    launched_by int,
    launched_at timestamptz NOT NULL,
    finished_at timestamptz,
    window_from time,                            -- hours of the day, Vietnam time; null: those of the settings
    window_to   time,
    parts_per_second int CHECK (parts_per_second > 0), -- the campaign's own limit, within the sender's
    next_free_at timestamptz,                    -- database clock; the slots of that limit
    CHECK ((window_from IS NULL) = (window_to IS NULL)),
    UNIQUE (campaign_id, occurrence)             -- a second launch, a double click, a replayed call: no second run
);
CREATE UNIQUE INDEX runs_one_standing ON runs (kind) WHERE campaign_id IS NULL;

-- Bulk work is found here, by range, never by scanning messages.
CREATE TABLE chunks (
    run_id      int NOT NULL,
    chunk_no    int NOT NULL,
    first_no    int NOT NULL,
    last_no     int NOT NULL,
    state       text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'leased', 'done')),
    ready_at    timestamptz NOT NULL,            -- business time
    lease_owner uuid,
    lease_until timestamptz,                     -- database clock
    PRIMARY KEY (run_id, chunk_no),
    CHECK ((state = 'leased') = (lease_owner IS NOT NULL)),
    CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);
CREATE INDEX chunks_open ON chunks (run_id, ready_at, chunk_no) WHERE state <> 'done';

-- One row a sender: rate slots are reserved here by all workers together.
CREATE TABLE senders (
    sender       text PRIMARY KEY,               -- = messages.provider
    receipts     text NOT NULL CHECK (receipts IN ('handset', 'centre', 'totals_only', 'none')), -- what its receipts prove
    next_free_at timestamptz NOT NULL,           -- database clock
    stopped_at   timestamptz,                    -- a configuration error stops the sender until a person resumes it
    stop_reason  text
);

-- Seats of the pump jobs. A job that finds its seat taken ends; a seat nobody holds is given a new job by the sweep. Database clock.
CREATE TABLE pumps (
    seat        int PRIMARY KEY,
    owner       uuid,
    lease_until timestamptz NOT NULL,
    asked_until timestamptz NOT NULL             -- a job was queued for it: not again before then
);
