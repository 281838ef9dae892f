-- An approval is decided once, by a second person, on the payload that was proposed.
CREATE FUNCTION ledger_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status <> 'pending'
        OR (NEW.plan_id, NEW.act, NEW.subject, NEW.target_type, NEW.target_id, NEW.payload, NEW.digest,
            NEW.legal_basis, NEW.proposed_by_id, NEW.proposed_by_name, NEW.proposed_at)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.act, OLD.subject, OLD.target_type, OLD.target_id, OLD.payload, OLD.digest,
            OLD.legal_basis, OLD.proposed_by_id, OLD.proposed_by_name, OLD.proposed_at)
    THEN
        RAISE EXCEPTION 'An approval changes once, from waiting to decided, and its payload never does.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_guard BEFORE UPDATE OR DELETE ON ledger_approval
    FOR EACH ROW EXECUTE FUNCTION ledger_approval_guard();

-- What a deadline says never changes; it may be superseded, fall due and be acknowledged.
CREATE FUNCTION ledger_deadline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER deadline_guard BEFORE UPDATE OR DELETE ON ledger_deadline
    FOR EACH ROW EXECUTE FUNCTION ledger_deadline_guard();

-- A posted batch is closed: entries are written before their batch row, in the same transaction, and never after it.
CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_batch b WHERE b.id IN (SELECT DISTINCT batch_id FROM written)) THEN
        RAISE EXCEPTION 'This batch is closed: post another one.' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_guard AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_guard();
