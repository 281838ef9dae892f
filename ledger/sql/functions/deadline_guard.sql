-- Refuses a change of what a deadline says; it may be superseded, fall due and be acknowledged.
-- Source: I11.
CREATE OR REPLACE FUNCTION ledger_deadline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.plan_id, NEW.key, NEW.date, NEW.instant, NEW.reason, NEW.explanation, NEW.rule, NEW.calendar_code,
            NEW.calendar_version, NEW.digest, NEW.computed_at)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.key, OLD.date, OLD.instant, OLD.reason, OLD.explanation, OLD.rule, OLD.calendar_code,
            OLD.calendar_version, OLD.digest, OLD.computed_at)
    THEN
        RAISE EXCEPTION 'What a deadline says never changes: a new computation supersedes it.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER deadline_guard BEFORE UPDATE OR DELETE ON ledger_deadline
    FOR EACH ROW EXECUTE FUNCTION ledger_deadline_guard();
