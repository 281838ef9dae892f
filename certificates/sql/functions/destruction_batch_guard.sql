-- Refuses a destruction that does not begin as proposed, is approved but by a second person's approval of it, or ends
-- before everything in it is gone before two witnesses.
-- Source: I10, 17Ad-19, docs/decisions/0011.
CREATE OR REPLACE FUNCTION certificates_destruction_batch_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE TRIGGER batch_guard BEFORE INSERT OR UPDATE ON certificates_destructionbatch
    FOR EACH ROW EXECUTE FUNCTION certificates_destruction_batch_guard();
