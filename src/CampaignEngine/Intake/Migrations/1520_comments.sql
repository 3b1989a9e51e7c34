-- Comments below posts, as far as they were read: each becomes one case. No words and no author here.
CREATE TABLE comments (
    provider       text NOT NULL,
    comment_id     text NOT NULL,
    publication_id int NOT NULL,
    inbox_id       bigint NOT NULL,
    PRIMARY KEY (provider, comment_id)           -- read a hundred times, it is one case
);
CREATE UNIQUE INDEX comments_by_inbox ON comments (inbox_id);

CREATE TABLE comment_polls (
    publication_id int PRIMARY KEY,
    next_at        timestamptz NOT NULL          -- business time
);

-- What was answered to a case: written down before the provider is called, so that nobody answers twice without knowing.
CREATE TABLE case_answers (
    answer_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id     bigint NOT NULL,
    inbox_month date NOT NULL,                   -- whose key the words are sealed under; they go with the person's own
    body        bytea NOT NULL,
    state       text NOT NULL CHECK (state IN ('sending', 'accepted', 'failed', 'in_doubt')),
    reason      text,
    provider_id text,
    user_id     int NOT NULL,
    at          timestamptz NOT NULL,            -- business time
    CHECK (state NOT IN ('failed', 'in_doubt') OR reason IS NOT NULL)
);
CREATE INDEX case_answers_by_case ON case_answers (case_id, answer_id);
