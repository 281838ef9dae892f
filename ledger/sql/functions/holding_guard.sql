-- Refuses to write holdings or a batch's net by any other way than the triggers that follow the journal.
-- Source: I1, docs/decisions/0008.
CREATE OR REPLACE FUNCTION ledger_holding_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'Holdings follow the journal: post a batch.' USING ERRCODE = '23514';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER holding_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_holding
    FOR EACH ROW EXECUTE FUNCTION ledger_holding_guard();
CREATE OR REPLACE TRIGGER batchnet_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_batchnet
    FOR EACH ROW EXECUTE FUNCTION ledger_holding_guard();
