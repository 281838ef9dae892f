-- Refuses any change and deletion of a row of the journal, of what was found, decided and told, and of histories.
-- Source: I5, I12, 17Ad-7.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_adjustment
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_agentchange
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_agentnotice
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_amendment
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_auditevent
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_authoritycheck
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_batch
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_beneficialfinding
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_controlbookentry
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_counselsword
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_earliertransfer
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entitlement
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_fileprofile
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_incumbencycertificate
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_instructionapplication
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_milestone
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_persontie
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_planevent
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_planterm
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_reconciliationrun
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_separationline
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_sourcedocument
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_transfereeword
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_writteninstruction
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalbreak
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalcalendar
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalcalendarclosing
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicaldataqualityissue
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicaldirector
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalhold
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalholderaccount
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalperson
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalplan
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalplandraft
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalplanterm
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalresolution
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicalsignatory
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_historicaltriggercase
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
