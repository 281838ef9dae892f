-- What a certificate says never changes, and nothing of it leaves the house before a second person released its run.
CREATE FUNCTION certificates_certificate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER certificate_guard BEFORE UPDATE OR DELETE ON certificates_certificate
    FOR EACH ROW EXECUTE FUNCTION certificates_certificate_guard();

-- A certificate begins as allotted, with a number below the next one of its series.
CREATE FUNCTION certificates_allotment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written WHERE state NOT IN ('stock', 'allocated')) THEN
        RAISE EXCEPTION 'A certificate begins as stock or allocated.' USING ERRCODE = '23514';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (SELECT plan_id, max(number) AS highest FROM written GROUP BY plan_id) w
        LEFT JOIN certificates_numberseries s USING (plan_id)
        WHERE s.next_number IS NULL OR w.highest >= s.next_number)
    THEN
        RAISE EXCEPTION 'A certificate number comes from the series of its plan: this one was not allotted.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER allotment_guard AFTER INSERT ON certificates_certificate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION certificates_allotment_guard();

-- The series only rises, so a number is never given twice.
CREATE FUNCTION certificates_series_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.plan_id <> OLD.plan_id OR NEW.next_number < OLD.next_number THEN
        RAISE EXCEPTION 'A number series only rises: a number is never used twice.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER series_guard BEFORE UPDATE OR DELETE ON certificates_numberseries
    FOR EACH ROW EXECUTE FUNCTION certificates_series_guard();

-- What a run prints is frozen; it ends once, and it is released only by the approval of exactly this run.
CREATE FUNCTION certificates_run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
        WHERE id = NEW.approval_id AND act = 'release' AND status = 'approved' AND target_type = 'run'
          AND target_id = NEW.id)
    THEN
        RAISE EXCEPTION 'Run % is released only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER run_guard BEFORE UPDATE OR DELETE ON certificates_run
    FOR EACH ROW EXECUTE FUNCTION certificates_run_guard();
CREATE FUNCTION certificates_run_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('proved', 'awaiting_release', 'released') THEN
        RAISE EXCEPTION 'A run begins before it is proved.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER run_start_guard BEFORE INSERT ON certificates_run
    FOR EACH ROW EXECUTE FUNCTION certificates_run_start_guard();

-- What an item prints is frozen, and once it is pressed, so is where.
CREATE FUNCTION certificates_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.run_id, NEW.chunk_id, NEW.account_id, NEW.quantity, NEW.certificate_id, NEW.content)
           IS DISTINCT FROM
           (OLD.run_id, OLD.chunk_id, OLD.account_id, OLD.quantity, OLD.certificate_id, OLD.content)
        OR OLD.state = 'pressed'
           AND (NEW.state, NEW.place) IS DISTINCT FROM (OLD.state, OLD.place)
    THEN
        RAISE EXCEPTION 'What item % prints is frozen.', OLD.id USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_guard BEFORE UPDATE OR DELETE ON certificates_runitem
    FOR EACH ROW EXECUTE FUNCTION certificates_item_guard();
