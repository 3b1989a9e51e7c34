-- What people write, one row a reply. It holds a pseudonym and no words: those stay sealed in the inbox.
CREATE TABLE cases (
    case_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inbox_id     bigint NOT NULL UNIQUE,         -- a reply that is taken twice is one case
    provider     text NOT NULL,
    received_at  timestamptz NOT NULL,           -- business time
    number_key   bytea,                          -- null: it came from the medium's own id of a person, or from no subscriber
    class        text NOT NULL CHECK (class IN ('refusal', 'denunciation', 'complaint', 'personal-data-request', 'false-information',
                                                'deceased', 'wrong-number', 'already-paid', 'question', 'other')),
    found_by     text NOT NULL CHECK (found_by IN ('words', 'provider', 'person')),
    state        text NOT NULL CHECK (state IN ('open', 'overdue', 'escalated', 'closed')),
    owner        text NOT NULL,
    escalate_to  text NOT NULL,
    due_at       timestamptz,                    -- business time
    closed_at    timestamptz,
    close_reason text,
    changed_at   timestamptz NOT NULL,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (state <> 'closed' OR close_reason IS NOT NULL),
    CHECK (state = 'closed' OR due_at IS NOT NULL)
);
CREATE INDEX cases_waiting ON cases (due_at) WHERE state <> 'closed';
CREATE INDEX cases_by_time ON cases (received_at);

-- What people changed on a case, and why. Append-only.
CREATE TABLE case_changes (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id   bigint NOT NULL,
    at        timestamptz NOT NULL,
    user_id   int NOT NULL,
    what      text NOT NULL CHECK (what IN ('class', 'owner', 'close')),
    was       text NOT NULL,
    becomes   text NOT NULL,
    reason    text
);
CREATE INDEX case_changes_by_case ON case_changes (case_id, change_id);
CREATE TRIGGER case_changes_append_only BEFORE UPDATE OR DELETE ON case_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();
