-- Gives the blocks of a table whose rows are not those that were sealed, the sum of its first rows for a signed head, and
-- folds what was added to the seal since into its blocks.
-- Source: docs/decisions/0016.
CREATE OR REPLACE FUNCTION rightsadmin_seal_differs(named text)
RETURNS TABLE (block bigint, sealed bigint, found bigint) LANGUAGE plpgsql STABLE
SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET intervalstyle = 'postgres'
SET bytea_output = 'hex' SET extra_float_digits = 1 AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'WITH found AS (SELECT block, sum(rows) AS rows, sum(high) AS high, sum(low) AS low FROM (%s) d GROUP BY block), '
        'sealed AS (SELECT block, sum(rows) AS rows, sum(high) AS high, sum(low) AS low FROM ('
        '  SELECT block, rows, high, low FROM ledger_sealblock WHERE name = %L '
        '  UNION ALL SELECT block, rows, high, low FROM ledger_sealchange WHERE name = %L) s GROUP BY block '
        '  HAVING sum(rows) <> 0 OR sum(high) <> 0 OR sum(low) <> 0) '
        'SELECT block, coalesce(s.rows, 0)::bigint, coalesce(f.rows, 0)::bigint '
        'FROM found f FULL JOIN sealed s USING (block) '
        'WHERE (f.rows, f.high, f.low) IS DISTINCT FROM (s.rows, s.high, s.low) ORDER BY block',
        rightsadmin_digests(format('%I', named), (SELECT key FROM ledger_sealedtable WHERE name = named), ''),
        named, named);
END $$;
CREATE OR REPLACE FUNCTION rightsadmin_seal_through(named text, last bigint)
RETURNS TABLE (rows bigint, high numeric, low numeric) LANGUAGE plpgsql STABLE
SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET intervalstyle = 'postgres'
SET bytea_output = 'hex' SET extra_float_digits = 1 AS $$
DECLARE
    key CONSTANT text := (SELECT t.key FROM ledger_sealedtable t WHERE t.name = named);
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT coalesce(sum(rows), 0)::bigint, coalesce(sum(high), 0), coalesce(sum(low), 0) FROM (%s) d',
        rightsadmin_digests(format('(SELECT * FROM %I WHERE %I <= %s)', named, key, last), key, ''));
END $$;
CREATE OR REPLACE FUNCTION rightsadmin_seal_last(named text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    last bigint;
BEGIN
    EXECUTE format('SELECT coalesce(max(%I), 0) FROM %I', (SELECT t.key FROM ledger_sealedtable t WHERE t.name = named), named)
    INTO last;
    RETURN last;
END $$;
CREATE OR REPLACE FUNCTION rightsadmin_seal_fold() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
    home CONSTANT text := (SELECT n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                           WHERE p.proname = 'rightsadmin_seal_fold' LIMIT 1);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('rightsadmin_seal_fold'));
    EXECUTE format(
        'WITH gone AS (DELETE FROM %1$I.ledger_sealchange RETURNING name, block, rows, high, low) '
        'INSERT INTO %1$I.ledger_sealblock AS b (name, block, rows, high, low) '
        'SELECT name, block, sum(rows), sum(high), sum(low) FROM gone GROUP BY name, block '
        'ON CONFLICT (name, block) DO UPDATE '
        'SET rows = b.rows + excluded.rows, high = b.high + excluded.high, low = b.low + excluded.low', home);
END $$;
