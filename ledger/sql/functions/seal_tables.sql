-- Gives every table of record its seal, and seals anew what a migration gave other columns; called after every migration.
-- Who is signed in, the beat of the scheduler, the seal itself and what Django fills by itself are no record.
-- Source: docs/decisions/0016.
CREATE OR REPLACE FUNCTION rightsadmin_seal_tables() RETURNS SETOF text LANGUAGE plpgsql
SET timezone = 'UTC' SET datestyle = 'ISO, MDY' SET intervalstyle = 'postgres'
SET bytea_output = 'hex' SET extra_float_digits = 1 AS $$
DECLARE
    found record;
    no_record CONSTANT text[] := ARRAY[
        'django_session', 'usersessions_usersession', 'django_migrations', 'django_content_type', 'auth_permission',
        'auth_group_permissions', 'ledger_heartbeat', 'ledger_sealblock', 'ledger_sealchange', 'ledger_sealedtable', 'ledger_sealhead'];
BEGIN
    FOR found IN
        SELECT c.relname::text AS name, c.oid::regclass::text AS written,
               (SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
               (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
               t.columns AS sealed
        FROM pg_class c LEFT JOIN ledger_sealedtable t ON t.name = c.relname
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> ALL (no_record)
        ORDER BY c.relname
    LOOP
        CONTINUE WHEN found.sealed = found.columns;
        EXECUTE format('CREATE OR REPLACE TRIGGER seal_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows '
                       'FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_seal_rows(%L)', found.written, found.key);
        EXECUTE format('CREATE OR REPLACE TRIGGER seal_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows '
                       'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_seal_rows(%L)',
                       found.written, found.key);
        EXECUTE format('CREATE OR REPLACE TRIGGER seal_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows '
                       'FOR EACH STATEMENT EXECUTE FUNCTION rightsadmin_seal_rows(%L)', found.written, found.key);
        DELETE FROM ledger_sealblock WHERE name = found.name;
        DELETE FROM ledger_sealchange WHERE name = found.name;
        EXECUTE format('INSERT INTO ledger_sealblock (name, block, rows, high, low) '
                       'SELECT %L, block, sum(rows), sum(high), sum(low) FROM (%s) d GROUP BY block',
                       found.name, rightsadmin_digests(found.written, found.key, ''));
        INSERT INTO ledger_sealedtable (name, key, columns) VALUES (found.name, found.key, found.columns)
        ON CONFLICT (name) DO UPDATE SET key = excluded.key, columns = excluded.columns;
        IF found.sealed IS NOT NULL THEN
            RETURN NEXT found.name;
        END IF;
    END LOOP;
    DELETE FROM ledger_sealblock b WHERE to_regclass(b.name) IS NULL;
    DELETE FROM ledger_sealchange b WHERE to_regclass(b.name) IS NULL;
    DELETE FROM ledger_sealedtable t WHERE to_regclass(t.name) IS NULL;
END $$;
