-- Refuses that a certificate becomes destroyed in any other way, or is anything else after it.
-- Source: 17Ad-19, docs/decisions/0011.
CREATE OR REPLACE FUNCTION certificates_destroyed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE TRIGGER destroyed_guard BEFORE UPDATE ON certificates_certificate
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'destroyed' IN (OLD.state, NEW.state))
    EXECUTE FUNCTION certificates_destroyed_guard();
