CREATE TABLE scheme_parameters (
    parameter  text NOT NULL,
    category   text NOT NULL DEFAULT '',
    value      numeric NOT NULL,
    unit       text NOT NULL,
    valid_from date NOT NULL,
    valid_to   date,
    source     text NOT NULL,
    status     text NOT NULL CHECK (status IN ('enacted', 'expected')),
    PRIMARY KEY (parameter, category, valid_from)
);
