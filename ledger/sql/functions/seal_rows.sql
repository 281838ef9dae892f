-- Keeps the seal of every table of record: each statement that writes rows adds, in its own transaction, what it did to the
-- number and the sum of the digests of each block of a thousand rows, so that a row changed behind the program is found.
-- The digest is of the row as text under fixed settings. The application may not write the seal: this function does.
-- Source: docs/decisions/0016, 17Ad-7.
CREATE OR REPLACE FUNCTION rightsadmin_digests(source text, key text, sign text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT format(
        'SELECT %1$I::bigint / 1000 AS block, %3$s 1 AS rows, '
        '%3$s (''x'' || left(m, 16))::bit(64)::bigint::numeric AS high, '
        '%3$s (''x'' || right(m, 16))::bit(64)::bigint::numeric AS low '
        'FROM (SELECT r.%1$I, md5(r::text) AS m FROM %2$s r OFFSET 0) s', key, source, sign)
$$;
CREATE OR REPLACE FUNCTION rightsadmin_seal_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET intervalstyle = 'postgres'
SET bytea_output = 'hex' SET extra_float_digits = 1 AS $$
DECLARE
    key CONSTANT text := TG_ARGV[0];
    written text;
BEGIN
    written := CASE TG_OP
        WHEN 'INSERT' THEN rightsadmin_digests('new_rows', key, '')
        WHEN 'DELETE' THEN rightsadmin_digests('old_rows', key, '-')
        ELSE rightsadmin_digests('new_rows', key, '') || ' UNION ALL ' || rightsadmin_digests('old_rows', key, '-')
    END;
    EXECUTE format(
        'INSERT INTO %I.ledger_sealchange (name, block, rows, high, low) '
        'SELECT %L, block, sum(rows), sum(high), sum(low) FROM (%s) d GROUP BY block '
        'HAVING sum(rows) <> 0 OR sum(high) <> 0 OR sum(low) <> 0',
        TG_TABLE_SCHEMA, TG_TABLE_NAME, written);
    RETURN NULL;
END $$;
