-- Refuses an approval that does not begin as waiting, a change of what was proposed, a second decision on it, one by
-- somebody who had a hand in what is proposed, and its deletion.
-- Source: I10.
CREATE OR REPLACE FUNCTION ledger_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'pending' THEN
            RAISE EXCEPTION 'An approval begins as a proposal, which another person decides.' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.status <> 'pending'
        OR (NEW.plan_id, NEW.act, NEW.subject, NEW.target_type, NEW.target_id, NEW.payload, NEW.digest,
            NEW.legal_basis, NEW.hands, NEW.proposed_by_id, NEW.proposed_by_name, NEW.proposed_at)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.act, OLD.subject, OLD.target_type, OLD.target_id, OLD.payload, OLD.digest,
            OLD.legal_basis, OLD.hands, OLD.proposed_by_id, OLD.proposed_by_name, OLD.proposed_at)
    THEN
        RAISE EXCEPTION 'An approval changes once, from waiting to decided, and its payload never does.'
            USING ERRCODE = '23514';
    END IF;
    IF NEW.status IN ('approved', 'rejected') AND NEW.hands @> jsonb_build_array(jsonb_build_object('user', NEW.decided_by_id)) THEN
        RAISE EXCEPTION 'Who had a hand in what is proposed does not decide it.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER approval_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_approval
    FOR EACH ROW EXECUTE FUNCTION ledger_approval_guard();
