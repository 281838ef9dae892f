-- Refuses to put anything but a cancelled certificate into the vault, and to put into or take out of a box that is to
-- be destroyed.
-- Source: 17Ad-19.
CREATE OR REPLACE FUNCTION certificates_store_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE TRIGGER store_guard BEFORE INSERT OR UPDATE ON certificates_cancelledstore
    FOR EACH ROW EXECUTE FUNCTION certificates_store_guard();
