-- Refuses that a table of record is emptied at one stroke, which asks no guard of a row.
-- Source: I5, I12, 17Ad-7.
CREATE OR REPLACE FUNCTION rightsadmin_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Table % is a record: it is never emptied.', TG_TABLE_NAME USING ERRCODE = '23514';
END $$;
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON auth_user
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON auth_user_groups
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_adjustment
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_agentchange
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_agentnotice
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_amendment
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_approval
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_authoritycheck
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_batch
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_batchnet
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_beneficialfinding
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_break
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_calendar
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_calendarclosing
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_confirmedyear
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_controlbookentry
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_counselsword
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_dataqualityissue
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_deadline
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_deadlinereminder
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_director
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_earliertransfer
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_entitlement
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_feedsecret
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_fileprofile
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_heartbeat
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalbreak
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalcalendar
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalcalendarclosing
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicaldataqualityissue
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicaldirector
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalhold
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalholderaccount
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalperson
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalplan
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalplandraft
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalplanterm
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalresolution
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicalsignatory
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_historicaltriggercase
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_hold
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_holderaccount
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_holderimport
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_holding
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_houseclock
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_incumbencycertificate
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_instructionapplication
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_ledgeraccount
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_milestone
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_party
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_person
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_persontie
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_plan
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_plandraft
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_planevent
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_planterm
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_reconciliationrun
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_resolution
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_separation
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_separationline
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_signatory
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_sourcedocument
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_transfereeword
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_triggercase
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_writteninstruction
    FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_no_truncate();
