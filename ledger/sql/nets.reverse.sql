DROP TRIGGER batchnet_guard ON ledger_batchnet;
DROP TRIGGER batchnet_follow ON ledger_entry;
DROP FUNCTION ledger_batchnet_follow;
