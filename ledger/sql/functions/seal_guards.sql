-- Refuses that a signed proof of the record is changed, and that the seal is emptied at one stroke.
-- Source: docs/decisions/0016.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_sealhead
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_sealblock
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_sealchange
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_sealedtable
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_sealhead
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
