-- A run is released by the approval of exactly this run, or of the presentation that it prints.
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
                   SELECT 1 FROM certificates_presentation p WHERE p.id = target_id AND p.run_id = NEW.id)))
    THEN
        RAISE EXCEPTION 'Run % is released only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;

-- What was posted or returned is closed, and it is posted only by a second person's approval of it.
CREATE FUNCTION certificates_presentation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER presentation_guard BEFORE UPDATE OR DELETE ON certificates_presentation
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_guard();

-- The parts of a presentation are closed with it.
CREATE FUNCTION certificates_presentation_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM certificates_presentation
               WHERE id = part.presentation_id AND status IN ('posted', 'returned'))
    THEN
        RAISE EXCEPTION 'The presentation is closed: what came of it stays as it is.' USING ERRCODE = '23514';
    END IF;
    RETURN part;
END $$;
CREATE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_presentedcertificate
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
CREATE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_requestedcertificate
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
CREATE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_election
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
CREATE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_lossclaim
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();

-- Every Right of a certificate that was given up is somewhere, and every Right of the one that came of it came from
-- somewhere: looked at when the transaction ends.
CREATE FUNCTION certificates_lineage_conserves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given certificates_certificate%ROWTYPE;
    taken certificates_certificate%ROWTYPE;
BEGIN
    SELECT * INTO given FROM certificates_certificate WHERE id = NEW.source_id;
    IF given.state NOT IN ('replaced', 'surrendered', 'cancelled', 'destroyed')
        OR given.quantity <> (SELECT sum(quantity) FROM certificates_lineage WHERE source_id = NEW.source_id)
    THEN
        RAISE EXCEPTION 'Certificate % gives its Rights on whole and once, when it is cancelled or replaced.',
            given.text USING ERRCODE = '23514';
    END IF;
    SELECT * INTO taken FROM certificates_certificate WHERE id = NEW.target_id;
    IF taken.quantity <> (SELECT sum(quantity) FROM certificates_lineage WHERE target_id = NEW.target_id)
        OR NOT taken.void_legend AND given.void_legend
    THEN
        RAISE EXCEPTION 'Certificate % does not have the Rights, or not the legend, of those it came from.',
            taken.text USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lineage_conserves AFTER INSERT ON certificates_lineage DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION certificates_lineage_conserves();
