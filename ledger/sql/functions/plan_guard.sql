-- Refuses that a plan's Distribution Date changes once it is frozen, that a plan leaves the state in which its Rights
-- ended, that it comes into one while a holder has Rights that are not void, and that a replay becomes a live plan or a
-- live plan a replay.
-- Source: R19, R24, R46.
CREATE OR REPLACE FUNCTION ledger_plan_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.is_replay IS DISTINCT FROM OLD.is_replay THEN
        RAISE EXCEPTION 'A plan is a replay from its loading, or never.' USING ERRCODE = '23514';
    END IF;
    IF OLD.distribution_date IS NOT NULL AND NEW.distribution_date IS DISTINCT FROM OLD.distribution_date THEN
        RAISE EXCEPTION 'The Distribution Date is frozen: what has occurred does not move.' USING ERRCODE = '23514';
    END IF;
    IF NEW.state IS DISTINCT FROM OLD.state THEN
        IF OLD.state IN ('redeemed', 'exchanged', 'expired') THEN
            RAISE EXCEPTION 'The Rights of this plan have ended: it never leaves that state.' USING ERRCODE = '23514';
        END IF;
        IF NEW.state IN ('redeemed', 'exchanged', 'expired') AND EXISTS (
            SELECT 1 FROM ledger_batchnet n JOIN ledger_batch b ON b.id = n.batch_id
            WHERE b.plan_id = NEW.id AND n.standing IN ('valid', 'certificated', 'withheld')
            HAVING sum(n.rights) <> 0
        ) THEN
            RAISE EXCEPTION 'Holders have Rights that are not void: post their end first.' USING ERRCODE = '23514';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER plan_guard BEFORE UPDATE ON ledger_plan
    FOR EACH ROW EXECUTE FUNCTION ledger_plan_guard();
