-- Refuses any change and deletion of a row of what was printed, proved, stopped and archived, and of histories.
-- Source: I5, I12, 17Ad-7.
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_archivedcopy
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_lineage
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_printfile
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_proofreport
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_stopreport
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_voidpart
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalcancelledstore
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalcertificate
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicaldestructionbatch
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicaldestructionwitness
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalinquiry
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicallostholder
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalpresentation
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalreturnedmail
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalsearch
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalstoporder
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicaltemplateversion
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificates_historicalvaultbox
    FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only();
