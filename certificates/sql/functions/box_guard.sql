-- Refuses that a box joins a destruction batch but when it is proposed, and leaves it but when it is rejected.
-- Source: 17Ad-19.
CREATE OR REPLACE FUNCTION certificates_box_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE TRIGGER box_guard BEFORE UPDATE ON certificates_vaultbox
    FOR EACH ROW EXECUTE FUNCTION certificates_box_guard();
