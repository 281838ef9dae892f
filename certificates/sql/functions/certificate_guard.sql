-- Refuses a change of what a certificate says, its deletion, its way back from voided, and that anything of it leaves
-- the house before a second person released its run.
-- Source: I6, I10, R25.
CREATE OR REPLACE FUNCTION certificates_certificate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Certificate % stays on record: void or cancel it with its reason.', OLD.text
            USING ERRCODE = '23514';
    END IF;
    IF (NEW.id, NEW.plan_id, NEW.number, NEW.text, NEW.account_id, NEW.quantity, NEW.status, NEW.void_legend,
        NEW.dated_on, NEW.run_id, NEW.template_version_id, NEW.content, NEW.content_sha256, NEW.replaces_id,
        NEW.allotted_at)
       IS DISTINCT FROM
       (OLD.id, OLD.plan_id, OLD.number, OLD.text, OLD.account_id, OLD.quantity, OLD.status, OLD.void_legend,
        OLD.dated_on, OLD.run_id, OLD.template_version_id, OLD.content, OLD.content_sha256, OLD.replaces_id,
        OLD.allotted_at)
    THEN
        RAISE EXCEPTION 'What certificate % says is frozen: issue another one.', OLD.text USING ERRCODE = '23514';
    END IF;
    IF OLD.state = 'voided' AND NEW.state <> 'voided' OR NEW.state = 'voided' AND OLD.state NOT IN ('stock', 'allocated', 'voided')
    THEN
        RAISE EXCEPTION 'Certificate % is % and cannot become %.', OLD.text, OLD.state, NEW.state
            USING ERRCODE = '23514';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state NOT IN ('stock', 'allocated', 'voided')
        AND NOT EXISTS (SELECT 1 FROM certificates_run WHERE id = NEW.run_id AND status = 'released')
    THEN
        RAISE EXCEPTION 'Certificate % is of a run that was not released by a second person.', OLD.text
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER certificate_guard BEFORE UPDATE OR DELETE ON certificates_certificate
    FOR EACH ROW EXECUTE FUNCTION certificates_certificate_guard();
