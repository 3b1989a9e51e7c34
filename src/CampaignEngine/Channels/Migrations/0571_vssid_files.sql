-- Notices for the agency's own app where they are handed over in files: gathered here with the outcome "accepted", then written out in files of
-- many. The words and the person's number are deleted once they stand in a file; the id stays, so that none is handed over twice.
CREATE TABLE vssid_files (
    file_no    int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    made_at    timestamptz NOT NULL,
    written_at timestamptz                       -- null: its notices are bound to it, and it is written (again) until it stands
);
CREATE INDEX vssid_files_open ON vssid_files (file_no) WHERE written_at IS NULL;

CREATE TABLE vssid_notices (
    id        text PRIMARY KEY,                  -- run-message-attempt
    notice_no bigint GENERATED ALWAYS AS IDENTITY,
    line      text,                              -- as it stands in the file; null once it does
    queued_at timestamptz NOT NULL,
    file_no   int REFERENCES vssid_files,
    CHECK (line IS NOT NULL OR file_no IS NOT NULL)
);
CREATE INDEX vssid_notices_queued ON vssid_notices (notice_no) WHERE file_no IS NULL;
CREATE INDEX vssid_notices_by_file ON vssid_notices (file_no, notice_no) WHERE line IS NOT NULL;
