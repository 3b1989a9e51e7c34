-- What a person publishes for us: a post on a network without a machine's door, a bulletin over a commune's loudspeaker.
CREATE TABLE tasks (
    task_id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id       int NOT NULL,
    place        int NOT NULL,                   -- in the campaign's file, from 1
    language     text NOT NULL,
    commune      text NOT NULL DEFAULT '',       -- code; empty: of no commune
    channel      text NOT NULL,
    body         text NOT NULL,
    link         text,
    assignee     text NOT NULL,
    escalate_to  text NOT NULL,
    due_at       timestamptz NOT NULL,           -- business time
    expires_at   timestamptz NOT NULL,           -- business time; from then on there is nothing to confirm
    state        text NOT NULL DEFAULT 'assigned' CHECK (state IN ('assigned', 'due', 'overdue', 'escalated', 'done', 'measured', 'skipped', 'expired', 'cancelled')),
    reason       text,
    done_at      timestamptz,                    -- when it was published, as the person says
    done_by      text,                           -- a user's name, or who used the link
    proof        text,                           -- the public address; of a loudspeaker, where it was
    secret_hash  bytea,                          -- of the one-time link
    changed_at   timestamptz NOT NULL,
    UNIQUE (run_id, place, language, commune),   -- a second launch, a replayed call: no second task
    CHECK (state <> 'skipped' OR reason IS NOT NULL),
    CHECK (state NOT IN ('done', 'measured') OR (done_at IS NOT NULL AND done_by IS NOT NULL AND proof IS NOT NULL))
);
CREATE INDEX tasks_open ON tasks (due_at) WHERE state IN ('assigned', 'due', 'overdue', 'escalated');

-- Every broadcast of a bulletin: the plan asks for two a week and commune.
CREATE TABLE broadcasts (
    task_id      int NOT NULL,
    commune      text NOT NULL,
    at           timestamptz NOT NULL,
    confirmed_by text NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (task_id, at)                    -- confirmed twice is one broadcast
);
CREATE INDEX broadcasts_by_week ON broadcasts (at);

-- Figures that people read off; a correction is a further row and says why. Append-only.
CREATE TABLE task_figures (
    figure_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id    int NOT NULL,
    step       int NOT NULL CHECK (step IN (24, 168)), -- hours after it was published
    metric     text NOT NULL CHECK (metric IN ('people', 'views', 'listeners')),
    value      bigint NOT NULL CHECK (value >= 0),
    reason     text,                             -- of a correction
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL
);
CREATE INDEX task_figures_by_task ON task_figures (task_id, step, metric, figure_id);
CREATE TRIGGER task_figures_append_only BEFORE UPDATE OR DELETE ON task_figures FOR EACH ROW EXECUTE FUNCTION refuse_change();
