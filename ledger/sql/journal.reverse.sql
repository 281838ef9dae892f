DROP VIEW ledger_position;
DROP FUNCTION ledger_entries_digest(bigint);
