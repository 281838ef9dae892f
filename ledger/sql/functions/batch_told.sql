-- Refuses at the end of a transaction a batch that the trail of acts does not tell of: who posted it, with which digest.
-- Source: I10, I12.
CREATE OR REPLACE FUNCTION ledger_batch_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM ledger_auditevent
        WHERE action = NEW.action AND verb = 'batch.posted' AND object_id = NEW.id
          AND user_id IS NOT DISTINCT FROM NEW.posted_by_id AND after ->> 'digest' = NEW.digest
    ) THEN
        RAISE EXCEPTION 'Batch % of plan % is told by no event of the audit trail.', NEW.number, NEW.plan_id
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS batch_told ON ledger_batch;
CREATE CONSTRAINT TRIGGER batch_told AFTER INSERT ON ledger_batch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ledger_batch_told();
