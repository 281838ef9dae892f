-- Keeps what each holder has in all standings, in the transaction of the posting; the journal stays the truth and the
-- nightly proof compares.
-- Source: docs/decisions/0008.
CREATE OR REPLACE FUNCTION ledger_holding_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ledger_holding h SET common = h.common + moved.common, rights = h.rights + moved.rights
    FROM (
        SELECT a.holder_id, coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'common'), 0) AS common,
               coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'rights'), 0) AS rights
        FROM (SELECT to_account_id AS account_id, instrument, quantity FROM written
              UNION ALL
              SELECT from_account_id, instrument, -quantity FROM written) m
        JOIN ledger_ledgeraccount a ON a.id = m.account_id
        WHERE a.holder_id IS NOT NULL
        GROUP BY a.holder_id
    ) moved
    WHERE h.holder_id = moved.holder_id AND (moved.common <> 0 OR moved.rights <> 0);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER holding_follow AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_holding_follow();
