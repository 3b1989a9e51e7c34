-- A version is what somebody approved and people were sent: its text never changes, and it stays.
CREATE FUNCTION template_versions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a template version is not deleted';
    END IF;
    IF (to_jsonb(NEW) - 'approved_by' - 'approved_at') <> (to_jsonb(OLD) - 'approved_by' - 'approved_at') THEN
        RAISE EXCEPTION 'a template version does not change: import a new one';
    END IF;
    IF OLD.approved_by IS NOT NULL AND (NEW.approved_by, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by, OLD.approved_at) THEN
        RAISE EXCEPTION 'an approval stands';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER template_versions_guard BEFORE UPDATE OR DELETE ON template_versions FOR EACH ROW EXECUTE FUNCTION template_versions_guard();
