-- Keeps what each batch moved in all, by standing or role, in the transaction of the posting; the journal stays the
-- truth and the nightly proof compares.
-- Source: I1, I4.
CREATE OR REPLACE FUNCTION ledger_batchnet_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_batchnet (batch_id, standing, role, common, rights)
    SELECT m.batch_id, a.standing, a.role,
           coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'common'), 0),
           coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'rights'), 0)
    FROM (SELECT batch_id, to_account_id AS account_id, instrument, quantity FROM written
          UNION ALL
          SELECT batch_id, from_account_id, instrument, -quantity FROM written) m
    JOIN ledger_ledgeraccount a ON a.id = m.account_id
    GROUP BY m.batch_id, a.standing, a.role
    ON CONFLICT (batch_id, standing, role) DO UPDATE
        SET common = ledger_batchnet.common + excluded.common, rights = ledger_batchnet.rights + excluded.rights;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER batchnet_follow AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_batchnet_follow();
