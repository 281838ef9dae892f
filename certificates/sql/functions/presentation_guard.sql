-- Refuses a change of what was posted or returned, and a posting but by a second person's approval of it.
-- Source: I10.
CREATE OR REPLACE FUNCTION certificates_presentation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status IN ('posted', 'returned') THEN
        RAISE EXCEPTION 'Presentation P-% is closed: what came of it stays as it is.', lpad(OLD.number::text, 6, '0')
            USING ERRCODE = '23514';
    END IF;
    IF NEW.status = 'posted' AND NOT EXISTS (
        SELECT 1 FROM ledger_approval
        WHERE id = NEW.approval_id AND act = 'presentation' AND status = 'approved'
          AND target_type = 'presentation' AND target_id = NEW.id)
    THEN
        RAISE EXCEPTION 'Presentation P-% is posted only by a second person''s approval of it.',
            lpad(OLD.number::text, 6, '0') USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER presentation_guard BEFORE UPDATE OR DELETE ON certificates_presentation
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_guard();
