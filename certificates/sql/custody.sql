-- What a row of these tables says stays as it was written; only the named columns may follow, each once.
CREATE FUNCTION certificates_custody_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    column_name text;
    closing text := TG_ARGV[0];  -- the column that closes the row once it is set; 'never' is none
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Row % of % stays on record.', OLD.id, TG_TABLE_NAME USING ERRCODE = '23514';
    END IF;
    IF to_jsonb(OLD) ->> closing IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Row % of % is closed: what came of it stays as it is.', OLD.id, TG_TABLE_NAME
            USING ERRCODE = '23514';
    END IF;
    FOREACH column_name IN ARRAY TG_ARGV[1:] LOOP
        IF to_jsonb(NEW) -> column_name IS DISTINCT FROM to_jsonb(OLD) -> column_name THEN
            RAISE EXCEPTION 'What row % of % says is frozen: its % never changes.', OLD.id, TG_TABLE_NAME, column_name
                USING ERRCODE = '23514';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_stoporder
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('lifted_at', 'certificate_id', 'kind', 'from_on', 'until_on',
        'reason', 'authority', 'document_id', 'state_before', 'placed_at', 'placed_by');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_returnedmail
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('closed_on', 'account_id', 'certificate_id', 'mailed_on',
        'returned_on', 'reason', 'recorded_at', 'recorded_by');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_lostholder
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('found_on', 'account_id', 'mail_id', 'lost_on', 'basis');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_search
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('done_on', 'lost_id', 'which', 'from_on', 'until_on');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_destructionwitness
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('confirmed_at', 'batch_id', 'user_id', 'name');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_destructionbatch
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('destroyed_at', 'plan_id', 'number', 'method', 'place',
        'certificates', 'rights', 'numbers_sha256', 'proposed_at', 'proposed_by_id', 'proposed_by_name');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_vaultbox
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('never', 'plan_id', 'label', 'opened_at');
CREATE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_cancelledstore
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('never', 'certificate_id');

-- Only cancelled certificates are kept in the vault, and nothing goes into or out of a box that is to be destroyed.
CREATE FUNCTION certificates_store_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM certificates_certificate c JOIN certificates_vaultbox b ON b.plan_id = c.plan_id
        WHERE c.id = NEW.certificate_id AND c.state = 'cancelled' AND b.id = NEW.box_id)
    THEN
        RAISE EXCEPTION 'Only a cancelled certificate of its own plan is put into a box of the vault.'
            USING ERRCODE = '23514';
    END IF;
    IF EXISTS (SELECT 1 FROM certificates_vaultbox WHERE id = NEW.box_id AND destruction_id IS NOT NULL)
        OR TG_OP = 'UPDATE' AND EXISTS (
            SELECT 1 FROM certificates_vaultbox WHERE id = OLD.box_id AND destruction_id IS NOT NULL)
    THEN
        RAISE EXCEPTION 'The box is in a destruction batch: nothing goes into it or out of it.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER store_guard BEFORE INSERT OR UPDATE ON certificates_cancelledstore
    FOR EACH ROW EXECUTE FUNCTION certificates_store_guard();
CREATE FUNCTION certificates_box_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.destruction_id IS NOT DISTINCT FROM OLD.destruction_id THEN
        RETURN NEW;
    END IF;
    IF OLD.destruction_id IS NOT NULL AND (NEW.destruction_id IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM certificates_destructionbatch WHERE id = OLD.destruction_id AND status = 'rejected'))
        OR NEW.destruction_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM certificates_destructionbatch
            WHERE id = NEW.destruction_id AND status = 'proposed' AND plan_id = NEW.plan_id)
    THEN
        RAISE EXCEPTION 'Box % joins a destruction batch when it is proposed and leaves it only when it is rejected.',
            OLD.label USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER box_guard BEFORE UPDATE ON certificates_vaultbox
    FOR EACH ROW EXECUTE FUNCTION certificates_box_guard();

-- Two persons witness a destruction, neither of them the one who proposed it; they are named before it is approved.
CREATE FUNCTION certificates_witness_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    batch certificates_destructionbatch%ROWTYPE;
BEGIN
    SELECT * INTO batch FROM certificates_destructionbatch WHERE id = NEW.batch_id;
    IF TG_OP = 'INSERT' AND (
            batch.status <> 'proposed' OR batch.proposed_by_id = NEW.user_id OR NEW.confirmed_at IS NOT NULL
            OR (SELECT count(*) FROM certificates_destructionwitness WHERE batch_id = NEW.batch_id) >= 2)
        OR TG_OP = 'UPDATE' AND NEW.confirmed_at IS NOT NULL AND batch.status <> 'approved'
    THEN
        RAISE EXCEPTION 'A destruction has two witnesses, neither of them its proposer, named with it; they sign after '
            'its approval.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER witness_guard BEFORE INSERT OR UPDATE ON certificates_destructionwitness
    FOR EACH ROW EXECUTE FUNCTION certificates_witness_guard();

-- A batch begins as proposed, is approved by a second person's approval of it, and ends when everything in it is gone.
CREATE FUNCTION certificates_destruction_is_witnessed(batch bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM certificates_destructionbatch d JOIN ledger_approval a ON a.id = d.approval_id
        WHERE d.id = batch AND a.act = 'destruction' AND a.status = 'approved'
          AND a.target_type = 'destructionbatch' AND a.target_id = d.id
          AND (SELECT count(*) FROM certificates_destructionwitness w
               WHERE w.batch_id = d.id AND w.confirmed_at IS NOT NULL AND w.user_id <> d.proposed_by_id) = 2)
$$;
CREATE FUNCTION certificates_destruction_batch_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'proposed' THEN
            RAISE EXCEPTION 'A destruction begins as proposed.' USING ERRCODE = '23514';
        END IF;
    ELSIF NEW.status <> OLD.status AND (
            (OLD.status, NEW.status) NOT IN (('proposed', 'approved'), ('proposed', 'rejected'), ('approved', 'destroyed'))
            OR NEW.status = 'approved' AND NOT EXISTS (
                SELECT 1 FROM ledger_approval
                WHERE id = NEW.approval_id AND act = 'destruction' AND status = 'approved'
                  AND target_type = 'destructionbatch' AND target_id = NEW.id)
            OR NEW.status = 'destroyed' AND (NOT certificates_destruction_is_witnessed(NEW.id) OR NEW.certificates <> (
                SELECT count(*) FROM certificates_cancelledstore s
                JOIN certificates_vaultbox b ON b.id = s.box_id JOIN certificates_certificate c ON c.id = s.certificate_id
                WHERE b.destruction_id = NEW.id AND c.state = 'destroyed')))
    THEN
        RAISE EXCEPTION 'Destruction % is approved by a second person, and destroyed before its two witnesses.', OLD.number
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER batch_guard BEFORE INSERT OR UPDATE ON certificates_destructionbatch
    FOR EACH ROW EXECUTE FUNCTION certificates_destruction_batch_guard();

-- Nothing else becomes destroyed, and what is destroyed stays so.
CREATE FUNCTION certificates_destroyed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'destroyed' OR OLD.state <> 'cancelled' OR NOT EXISTS (
        SELECT 1 FROM certificates_cancelledstore s JOIN certificates_vaultbox b ON b.id = s.box_id
        WHERE s.certificate_id = NEW.id AND certificates_destruction_is_witnessed(b.destruction_id))
    THEN
        RAISE EXCEPTION 'Certificate % is %: only a cancelled one is destroyed, in a batch that was approved and witnessed '
            'by two.', OLD.text, OLD.state USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER destroyed_guard BEFORE UPDATE ON certificates_certificate
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'destroyed' IN (OLD.state, NEW.state))
    EXECUTE FUNCTION certificates_destroyed_guard();
