-- Refuses that a table of record is emptied at one stroke, which asks no guard of a row.
-- Source: I5, I12, 17Ad-7.
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_archivedcopy
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_cancelledstore
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_certificate
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_destructionbatch
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_destructionwitness
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_election
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalcancelledstore
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalcertificate
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicaldestructionbatch
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicaldestructionwitness
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalinquiry
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicallostholder
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalpresentation
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalreturnedmail
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalsearch
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalstoporder
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicaltemplateversion
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_historicalvaultbox
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_inquiry
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_lineage
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_lossclaim
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_lostholder
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_notice
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_numberseries
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_paymentfile
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_paymentline
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_paymentlist
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_presentation
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_presentedcertificate
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_printfile
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_proofreport
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_requestedcertificate
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_returnedmail
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_run
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_runchunk
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_runitem
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_search
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_stoporder
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_stopreport
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_templateversion
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_vaultbox
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON certificates_voidpart
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
