-- Keeps a row of holdings for each holder, so that a list of a million can be sorted by it.
-- Source: docs/decisions/0008.
CREATE OR REPLACE FUNCTION ledger_holding_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_holding (holder_id, plan_id, common, rights) SELECT id, plan_id, 0, 0 FROM written ORDER BY id;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER holding_open AFTER INSERT ON ledger_holderaccount REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_holding_open();
