-- Refuses a change of what a run prints and of a run that has ended, and its release but by the approval of exactly
-- this run, of the presentation that it prints, of its notice, or of the reversal of the voiding that it began with.
-- Source: I10, R25.
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
                   SELECT 1 FROM certificates_notice n WHERE n.id = target_id AND n.run_id = NEW.id)
               OR act = 'correction' AND target_type = 'batch' AND NEW.kind = 'presentation'
                   AND NEW.approval_id = OLD.approval_id AND EXISTS (
                       SELECT 1 FROM ledger_batch b
                       WHERE b.id = target_id AND b.kind = 'voiding' AND b.plan_id = NEW.plan_id)))
    THEN
        RAISE EXCEPTION 'Run % is released only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER run_guard BEFORE UPDATE OR DELETE ON certificates_run
    FOR EACH ROW EXECUTE FUNCTION certificates_run_guard();
