-- Gives whether a destruction batch was approved by a second person and signed by two witnesses.
-- Source: 17Ad-19, docs/decisions/0011.
CREATE OR REPLACE FUNCTION certificates_destruction_is_witnessed(batch bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM certificates_destructionbatch d JOIN ledger_approval a ON a.id = d.approval_id
        WHERE d.id = batch AND a.act = 'destruction' AND a.status = 'approved'
          AND a.target_type = 'destructionbatch' AND a.target_id = d.id
          AND (SELECT count(*) FROM certificates_destructionwitness w
               WHERE w.batch_id = d.id AND w.confirmed_at IS NOT NULL AND w.user_id <> d.proposed_by_id) = 2)
$$;
