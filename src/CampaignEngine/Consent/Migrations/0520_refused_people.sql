-- Refusals by people whom a medium names by its own id and not by a number: they hold whatever number the person has, or will have.
CREATE TABLE refused_people (
    recipient_id bigint NOT NULL,
    scope        text NOT NULL CHECK (scope IN ('campaigns', 'everything')),
    source       text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (recipient_id, scope)
);
