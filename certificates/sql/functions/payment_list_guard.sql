-- Refuses a change of what a list pays once it is closed, and its release but by the approval of exactly this list.
-- Source: I10, R44.
CREATE OR REPLACE FUNCTION certificates_payment_list_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status = 'released'
        OR (NEW.plan_id, NEW.kind, NEW.batch_id, NEW.price, NEW.ratio, NEW.rounding, NEW.smallest_check,
            NEW.created_at, NEW.created_by)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.kind, OLD.batch_id, OLD.price, OLD.ratio, OLD.rounding, OLD.smallest_check,
            OLD.created_at, OLD.created_by)
        OR OLD.status <> 'open'
           AND (NEW.line_count, NEW.unpaid_count, NEW.quantity, NEW.shares, NEW.exact, NEW.paid_cents, NEW.digest)
               IS DISTINCT FROM
               (OLD.line_count, OLD.unpaid_count, OLD.quantity, OLD.shares, OLD.exact, OLD.paid_cents, OLD.digest)
    THEN
        RAISE EXCEPTION 'What list of payments % pays is frozen.', OLD.id USING ERRCODE = '23514';
    END IF;
    IF NEW.status = 'released' AND NOT EXISTS (
        SELECT 1 FROM ledger_approval
        WHERE id = NEW.approval_id AND act = 'payment' AND status = 'approved' AND target_type = 'paymentlist'
          AND target_id = NEW.id)
    THEN
        RAISE EXCEPTION 'List of payments % is released only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payment_list_guard BEFORE UPDATE OR DELETE ON certificates_paymentlist
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_list_guard();
