-- Media whose provider holds the words (Zalo): the version gives the values of a template of the provider's, under the rules that stood there
-- when it was approved.
ALTER TABLE template_versions ADD COLUMN provider_template text, ADD COLUMN provider_rules jsonb;

CREATE OR REPLACE FUNCTION template_versions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a template version is not deleted';
    END IF;
    IF (to_jsonb(NEW) - 'approved_by' - 'approved_at' - 'provider_rules') <> (to_jsonb(OLD) - 'approved_by' - 'approved_at' - 'provider_rules') THEN
        RAISE EXCEPTION 'a template version does not change: import a new one';
    END IF;
    IF OLD.approved_by IS NOT NULL
        AND (NEW.approved_by, NEW.approved_at, NEW.provider_rules) IS DISTINCT FROM (OLD.approved_by, OLD.approved_at, OLD.provider_rules) THEN
        RAISE EXCEPTION 'an approval stands';
    END IF;
    RETURN NEW;
END $$;
