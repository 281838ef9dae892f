-- The canonical text of a batch's entries, hashed. ledger/rules/postings knows nothing of it; verify_ledger
-- computes the same in Python from the rows, so a change of either shows.
CREATE FUNCTION ledger_entries_digest(wanted bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        concat_ws('|', leg, instrument, from_account_id, to_account_id, trim_scale(quantity), kind, effective_on,
                  coalesce(reverses_id::text, '')), E'\n' ORDER BY leg), ''), 'UTF8')), 'hex')
    FROM ledger_entry WHERE batch_id = wanted
$$;

-- What every account holds now: the fold of the journal, never a stored balance.
CREATE VIEW ledger_position AS
SELECT a.id AS account_id, a.plan_id, a.holder_id, a.standing, a.role,
       coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'common'), 0)::numeric(28, 10) AS common,
       coalesce(sum(m.quantity) FILTER (WHERE m.instrument = 'rights'), 0)::numeric(28, 10) AS rights
FROM ledger_ledgeraccount a
LEFT JOIN LATERAL (
    SELECT instrument, quantity FROM ledger_entry WHERE to_account_id = a.id
    UNION ALL
    SELECT instrument, -quantity FROM ledger_entry WHERE from_account_id = a.id
) m ON true
GROUP BY a.id;
