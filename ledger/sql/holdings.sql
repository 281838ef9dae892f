-- The fold stands in a subquery of each account, so that a question about few accounts folds only theirs; before, a
-- join with the view folded every account of every plan.
CREATE OR REPLACE VIEW ledger_position AS
SELECT a.id AS account_id, a.plan_id, a.holder_id, a.standing, a.role,
       coalesce(m.common, 0)::numeric(28, 10) AS common, coalesce(m.rights, 0)::numeric(28, 10) AS rights
FROM ledger_ledgeraccount a
LEFT JOIN LATERAL (
    SELECT sum(quantity) FILTER (WHERE instrument = 'common') AS common,
           sum(quantity) FILTER (WHERE instrument = 'rights') AS rights
    FROM (
        SELECT instrument, quantity FROM ledger_entry WHERE to_account_id = a.id
        UNION ALL
        SELECT instrument, -quantity FROM ledger_entry WHERE from_account_id = a.id
    ) entry
) m ON true;

-- What each holder has in all standings, so that a list of a million can be sorted by it. Nothing but these triggers
-- writes it, in the transaction of the posting; the journal stays the truth and the nightly proof compares.
CREATE FUNCTION ledger_holding_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_holding (holder_id, plan_id, common, rights) SELECT id, plan_id, 0, 0 FROM written ORDER BY id;
    RETURN NULL;
END $$;
CREATE TRIGGER holding_open AFTER INSERT ON ledger_holderaccount REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_holding_open();

CREATE FUNCTION ledger_holding_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ledger_holding h SET common = h.common + moved.common, rights = h.rights + moved.rights
    FROM (
        SELECT a.holder_id, coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'common'), 0) AS common,
               coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'rights'), 0) AS rights
        FROM (SELECT to_account_id AS account_id, instrument, quantity FROM written
              UNION ALL
              SELECT from_account_id, instrument, -quantity FROM written) m
        JOIN ledger_ledgeraccount a ON a.id = m.account_id
        WHERE a.holder_id IS NOT NULL
        GROUP BY a.holder_id
    ) moved
    WHERE h.holder_id = moved.holder_id AND (moved.common <> 0 OR moved.rights <> 0);
    RETURN NULL;
END $$;
CREATE TRIGGER holding_follow AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_holding_follow();

INSERT INTO ledger_holding (holder_id, plan_id, common, rights)
SELECT h.id, h.plan_id, coalesce(sum(p.common), 0), coalesce(sum(p.rights), 0)
FROM ledger_holderaccount h LEFT JOIN ledger_position p ON p.holder_id = h.id
GROUP BY h.id;

CREATE FUNCTION ledger_holding_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'Holdings follow the journal: post a batch.' USING ERRCODE = '23514';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER holding_guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_holding
    FOR EACH ROW EXECUTE FUNCTION ledger_holding_guard();
