-- Gives the canonical text of a batch's entries, hashed. ledger/rules/postings knows nothing of it; verify_ledger
-- computes the same in Python from the rows, so a change of either shows.
-- Source: I12.
CREATE OR REPLACE FUNCTION ledger_entries_digest(wanted bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        concat_ws('|', leg, instrument, from_account_id, to_account_id, trim_scale(quantity), kind, effective_on,
                  coalesce(reverses_id::text, '')), E'\n' ORDER BY leg), ''), 'UTF8')), 'hex')
    FROM ledger_entry WHERE batch_id = wanted
$$;
