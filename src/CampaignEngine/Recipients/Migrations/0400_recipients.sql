-- One row a person. The only erasable place of identity: everything permanent refers to the pseudonym.
CREATE TABLE recipients (
    recipient_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pseudonym        uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    personal_number  text UNIQUE,
    insurance_number text UNIQUE,
    full_name        text NOT NULL,
    name_key         text NOT NULL,              -- lower case, no marks: for doubtful matches and search
    birth_date       date,
    birth_year       int,                        -- given alone in many records; = year of birth_date where that is known
    sex              text CHECK (sex IN ('male', 'female')),
    ethnic_code      text,                       -- restricted field (Law 91/2025/QH15)
    language         text,                       -- declared by the person, BCP-47; null = not declared
    province_code    text,
    commune_code     text,
    phone            text,                       -- E.164
    number_key       bytea,                      -- keyed hash of phone, 16 bytes: what suppression and caps are kept by
    phone_holder     text NOT NULL DEFAULT 'self' CHECK (phone_holder IN ('self', 'relative', 'shared')),
    zalo_id          text,
    email            text,
    occupation       text,
    groups           text[] NOT NULL DEFAULT '{}', -- V1..V8, G0..G5 as classified by the units
    support_category text,                       -- restricted field
    scheme_status    text,
    income           bigint,                     -- chosen monthly income, VND
    payment_method   text,
    paid_through     date,                       -- first day of the last month paid
    collection_point text,
    agent            text,
    household        text,
    business_owner   text CHECK (business_owner IN ('declared_tax', 'other')), -- registered household business (Law 41/2024: compulsory from 2025-07 / 2029-07)
    foreign_national boolean NOT NULL DEFAULT false,
    months_supported int,
    died_on          date,
    source           text NOT NULL,
    invented         boolean NOT NULL DEFAULT false, -- generated: never sent to outside demo and test
    as_of            date NOT NULL,              -- the state of the source file; an older file does not overwrite
    import_id        bigint NOT NULL,
    changed_at       timestamptz NOT NULL,
    CHECK (personal_number IS NOT NULL OR insurance_number IS NOT NULL),
    CHECK ((phone IS NULL) = (number_key IS NULL)),
    CHECK (paid_through IS NULL OR extract(day FROM paid_through) = 1)
);
CREATE INDEX recipients_by_number ON recipients (number_key) WHERE number_key IS NOT NULL;
CREATE INDEX recipients_by_province ON recipients (province_code);

-- Rows that look like a known person by phone and name alone: a person decides, nothing is merged.
CREATE TABLE doubtful_matches (
    import_id    bigint NOT NULL REFERENCES imports,
    row_number   int NOT NULL,
    recipient_id bigint NOT NULL,                -- the candidate
    cells        jsonb NOT NULL,
    settled_at   timestamptz,
    PRIMARY KEY (import_id, row_number, recipient_id)
);
