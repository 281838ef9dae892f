-- Gives what every account holds now: the fold of the journal, never a stored balance. The fold stands in a subquery
-- of each account, so that a question about few accounts folds only theirs.
-- Source: I2, I4.
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
