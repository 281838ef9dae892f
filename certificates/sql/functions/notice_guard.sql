-- Refuses a change of what a notice says and to whom, that it is pressed but by a second person's approval of it, and
-- that it is mailed twice.
-- Source: I10, R46.
CREATE OR REPLACE FUNCTION certificates_notice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status IN ('mailed', 'withdrawn')
        OR (NEW.plan_id, NEW.kind, NEW.dated_on, NEW.payment_list_id, NEW.adjustment_id, NEW.details,
            NEW.template_version_id, NEW.context, NEW.context_sha256, NEW.recipients, NEW.list_sha256, NEW.mail_by,
            NEW.created_at, NEW.created_by)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.kind, OLD.dated_on, OLD.payment_list_id, OLD.adjustment_id, OLD.details,
            OLD.template_version_id, OLD.context, OLD.context_sha256, OLD.recipients, OLD.list_sha256, OLD.mail_by,
            OLD.created_at, OLD.created_by)
        OR OLD.run_id IS NOT NULL AND NEW.run_id IS DISTINCT FROM OLD.run_id
    THEN
        RAISE EXCEPTION 'Notice % has ended, or what it says would change: begin another.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    IF NEW.status IN ('approved', 'mailed') AND NOT EXISTS (
        SELECT 1 FROM ledger_approval
        WHERE id = NEW.approval_id AND act = 'notice' AND status = 'approved' AND target_type = 'notice'
          AND target_id = NEW.id)
    THEN
        RAISE EXCEPTION 'Notice % is issued only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER notice_guard BEFORE UPDATE OR DELETE ON certificates_notice
    FOR EACH ROW EXECUTE FUNCTION certificates_notice_guard();
