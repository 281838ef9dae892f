-- Refuses an entry of a posted batch: entries are written before their batch row, in the same transaction, and
-- never after it.
-- Source: I1, I5.
CREATE OR REPLACE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_batch b WHERE b.id IN (SELECT DISTINCT batch_id FROM written)) THEN
        RAISE EXCEPTION 'This batch is closed: post another one.' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER entry_guard AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_guard();
