DROP FUNCTION ledger_entry_guard() CASCADE;
DROP FUNCTION ledger_deadline_guard() CASCADE;
DROP FUNCTION ledger_approval_guard() CASCADE;
