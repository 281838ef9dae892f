-- Refuses a third witness of a destruction, its proposer as one, one named after its approval, and a signature before
-- it.
-- Source: 17Ad-19, docs/decisions/0011.
CREATE OR REPLACE FUNCTION certificates_witness_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE TRIGGER witness_guard BEFORE INSERT OR UPDATE ON certificates_destructionwitness
    FOR EACH ROW EXECUTE FUNCTION certificates_witness_guard();
