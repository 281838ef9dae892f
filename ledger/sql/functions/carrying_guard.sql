-- Refuses an entry that gives a holder Rights that are not void once all the Rights of the plan have ended, and one that
-- moves Rights that travel with the common from one holder to another without shares of it in the same writing.
-- Source: I2, R20, R46.
CREATE OR REPLACE FUNCTION ledger_carrying_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM written e
        JOIN ledger_ledgeraccount t ON t.id = e.to_account_id
        JOIN ledger_plan p ON p.id = t.plan_id
        WHERE e.instrument = 'rights' AND t.standing IN ('valid', 'certificated', 'withheld')
          AND p.state IN ('redeemed', 'exchanged', 'expired')
    ) THEN
        RAISE EXCEPTION 'The Rights of this plan have ended: nobody can be given one.' USING ERRCODE = '23514';
    END IF;
    IF EXISTS (
        SELECT 1 FROM written e
        JOIN ledger_ledgeraccount f ON f.id = e.from_account_id
        JOIN ledger_ledgeraccount t ON t.id = e.to_account_id
        WHERE e.instrument = 'rights' AND f.holder_id <> t.holder_id AND f.standing IN ('valid', 'void')
          AND NOT EXISTS (
            SELECT 1 FROM written c
            JOIN ledger_ledgeraccount cf ON cf.id = c.from_account_id
            JOIN ledger_ledgeraccount ct ON ct.id = c.to_account_id
            WHERE c.instrument = 'common' AND c.batch_id = e.batch_id
              AND cf.holder_id = f.holder_id AND ct.holder_id = t.holder_id
          )
    ) THEN
        RAISE EXCEPTION 'Rights that travel with the common do not move without it.' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER carrying_guard AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_carrying_guard();
