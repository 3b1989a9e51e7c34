-- Who has no number and is reached by Zalo's own id is told apart by that id: the key of refusals and caps is made of it.
DO $$
DECLARE
    old text;
BEGIN
    SELECT conname INTO STRICT old FROM pg_constraint
    WHERE conrelid = 'recipients'::regclass AND pg_get_constraintdef(oid) = 'CHECK (((phone IS NULL) = (number_key IS NULL)))';
    EXECUTE format('ALTER TABLE recipients DROP CONSTRAINT %I', old);
END $$;
ALTER TABLE recipients
    ADD CHECK (phone IS NULL OR number_key IS NOT NULL),
    ADD CHECK (number_key IS NULL OR phone IS NOT NULL OR zalo_id IS NOT NULL);
