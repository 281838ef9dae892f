-- A run is released by the approval of exactly this run, of the presentation that it prints, or of its notice.
CREATE OR REPLACE FUNCTION certificates_run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status IN ('released', 'cancelled')
        OR (NEW.plan_id, NEW.separation_id, NEW.kind, NEW.template_version_id, NEW.face, NEW.face_sha256,
            NEW.chunk_size, NEW.created_at, NEW.created_by)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.separation_id, OLD.kind, OLD.template_version_id, OLD.face, OLD.face_sha256,
            OLD.chunk_size, OLD.created_at, OLD.created_by)
    THEN
        RAISE EXCEPTION 'Run % has ended, or what it prints would change: start another run.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    IF NEW.status = 'released' AND NOT EXISTS (
        SELECT 1 FROM ledger_approval
        WHERE id = NEW.approval_id AND status = 'approved'
          AND (act = 'release' AND target_type = 'run' AND target_id = NEW.id
               OR act = 'presentation' AND target_type = 'presentation' AND EXISTS (
                   SELECT 1 FROM certificates_presentation p WHERE p.id = target_id AND p.run_id = NEW.id)
               OR act = 'notice' AND target_type = 'notice' AND EXISTS (
                   SELECT 1 FROM certificates_notice n WHERE n.id = target_id AND n.run_id = NEW.id)))
    THEN
        RAISE EXCEPTION 'Run % is released only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;

-- What a notice says and to whom is frozen; it is pressed only by a second person's approval of it, and mailed once.
CREATE FUNCTION certificates_notice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER notice_guard BEFORE UPDATE OR DELETE ON certificates_notice
    FOR EACH ROW EXECUTE FUNCTION certificates_notice_guard();
CREATE FUNCTION certificates_notice_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'draft' THEN
        RAISE EXCEPTION 'A notice begins as a draft.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER notice_start_guard BEFORE INSERT ON certificates_notice
    FOR EACH ROW EXECUTE FUNCTION certificates_notice_start_guard();
