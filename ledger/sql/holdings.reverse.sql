DROP FUNCTION ledger_holding_guard() CASCADE;
DROP FUNCTION ledger_holding_follow() CASCADE;
DROP FUNCTION ledger_holding_open() CASCADE;
CREATE OR REPLACE VIEW ledger_position AS
SELECT a.id AS account_id, a.plan_id, a.holder_id, a.standing, a.role,
       coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'common'), 0)::numeric(28, 10) AS common,
       coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'rights'), 0)::numeric(28, 10) AS rights
FROM ledger_ledgeraccount a
LEFT JOIN LATERAL (
    SELECT instrument, quantity FROM ledger_entry WHERE to_account_id = a.id
    UNION ALL
    SELECT instrument, -quantity FROM ledger_entry WHERE from_account_id = a.id
) m ON true
GROUP BY a.id;
