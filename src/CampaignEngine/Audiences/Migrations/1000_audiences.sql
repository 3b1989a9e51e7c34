-- matched - excluded (with reason) = targeted, frozen for one run. Dimensions are as they were then.
CREATE TABLE audience_members (
    run_id        int NOT NULL,
    recipient_id  bigint NOT NULL,
    pseudonym     uuid NOT NULL,
    segment       text NOT NULL,                 -- the first of the campaign's segments that matched
    excluded      text,                          -- the rule that excluded them; null = targeted
    province_code text,
    commune_code  text,
    ethnic_code   text,
    language      text,
    birth_year    int,
    sex           text,
    occupation    text,
    scheme_status text,
    PRIMARY KEY (run_id, recipient_id)
);
