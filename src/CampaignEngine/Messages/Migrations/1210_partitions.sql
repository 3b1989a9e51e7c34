-- Messages and their texts by range of run: a large run has a partition of its own, small runs share one, and old ones are detached
-- rather than deleted row by row. No default partition: it would forbid DETACH CONCURRENTLY, and each ATTACH would have to scan it.

-- What stands in the catalogue in a form that statements can ask: the range [from_run, to_run) of each partition, and the two tables
-- <name> of messages and <name>_texts of message_texts.
CREATE TABLE message_partitions (
    name     text PRIMARY KEY,
    from_run int NOT NULL,
    to_run   int NOT NULL UNIQUE,
    state    text NOT NULL DEFAULT 'attached' CHECK (state IN ('attached', 'detaching', 'archived')),
    CHECK (from_run < to_run)
);

-- Where detached partitions are kept.
CREATE SCHEMA IF NOT EXISTS archive;

-- Today's tables become the first partition as they stand: no row is rewritten. ATTACH reads the old table once to see that its rows are
-- in the range. The first range is wide, so that the runs of a new installation's first month share it.
DO $$
DECLARE
    upper_run int := (SELECT greatest(1000, (coalesce(max(run_id), 0) / 100 + 1) * 100) FROM messages);
    old text; part text; item record; guards text[]; guard text;
BEGIN
    FOREACH old IN ARRAY ARRAY['messages', 'message_texts'] LOOP
        part := CASE old WHEN 'messages' THEN 'messages_first' ELSE 'messages_first_texts' END;

        -- A trigger of the parent is handed down to its partitions, and may not meet another of its name there.
        guards := ARRAY(SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = old::regclass AND NOT tgisinternal);
        FOR item IN SELECT tgname FROM pg_trigger WHERE tgrelid = old::regclass AND NOT tgisinternal LOOP
            EXECUTE format('DROP TRIGGER %I ON %I', item.tgname, old);
        END LOOP;

        -- The names of indexes go to the parent's.
        FOR item IN SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = old::regclass LOOP
            EXECUTE format('ALTER INDEX %I RENAME TO %I', item.relname, replace(item.relname, old, part));
        END LOOP;
        EXECUTE format('ALTER TABLE %I RENAME TO %I', old, part);

        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) PARTITION BY RANGE (run_id)', old, part);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%s)', old, part, upper_run);
        FOREACH guard IN ARRAY guards LOOP
            EXECUTE guard;
        END LOOP;
    END LOOP;
    INSERT INTO message_partitions (name, from_run, to_run) VALUES ('messages_first', -2147483648, upper_run);
END $$;
