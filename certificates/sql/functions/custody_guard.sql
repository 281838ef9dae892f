-- Refuses a deletion, a change of the columns named here, and any change of a row that is closed.
-- Source: 17Ad-7, 17Ad-17, 17Ad-19, UCC 8-403.
CREATE OR REPLACE FUNCTION certificates_custody_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_stoporder
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('lifted_at', 'certificate_id', 'kind', 'from_on', 'until_on',
        'reason', 'authority', 'document_id', 'state_before', 'placed_at', 'placed_by');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_returnedmail
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('closed_on', 'account_id', 'certificate_id', 'mailed_on',
        'returned_on', 'reason', 'recorded_at', 'recorded_by');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_lostholder
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('found_on', 'account_id', 'mail_id', 'lost_on', 'basis');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_search
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('done_on', 'lost_id', 'which', 'from_on', 'until_on');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_destructionwitness
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('confirmed_at', 'batch_id', 'user_id', 'name');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_destructionbatch
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('destroyed_at', 'plan_id', 'number', 'method', 'place',
        'certificates', 'rights', 'numbers_sha256', 'proposed_at', 'proposed_by_id', 'proposed_by_name');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_vaultbox
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('never', 'plan_id', 'label', 'opened_at');
CREATE OR REPLACE TRIGGER custody_guard BEFORE UPDATE OR DELETE ON certificates_cancelledstore
    FOR EACH ROW EXECUTE FUNCTION certificates_custody_guard('never', 'certificate_id');
