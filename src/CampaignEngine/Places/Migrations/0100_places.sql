CREATE TABLE provinces (
    code       text NOT NULL,
    name       text NOT NULL,
    full_name  text NOT NULL,
    name_en    text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('city', 'province')),
    valid_from date NOT NULL,
    valid_to   date,
    source     text NOT NULL,
    PRIMARY KEY (code, valid_from)
);

-- Where each of the 63 old provinces went on 1 July 2025.
CREATE TABLE province_succession (
    old_code   text NOT NULL,
    old_name   text NOT NULL,
    new_code   text NOT NULL,
    changed_on date NOT NULL,
    code_reused boolean NOT NULL,
    PRIMARY KEY (old_code, changed_on)
);

CREATE TABLE communes (
    code          text NOT NULL,
    province_code text NOT NULL,
    name          text NOT NULL,
    full_name     text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('ward', 'commune', 'special_zone')),
    valid_from    date NOT NULL,
    valid_to      date,
    source        text NOT NULL,
    PRIMARY KEY (code, valid_from)
);
CREATE INDEX communes_by_province ON communes (province_code);
