-- Gives the planner the figures of tables into which thousands of rows were just written, in the transaction that wrote
-- them: the server's own look at them comes minutes later, and until then it plans for the few rows of before. Only the
-- owner of a table may ask for that, so the application asks here; it is told of the record's own tables and no other.
-- Source: docs/decisions/0015.
CREATE OR REPLACE FUNCTION rightsadmin_fresh_statistics(VARIADIC names text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    found regclass;
BEGIN
    FOR found IN
        SELECT c.oid::regclass FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname = ANY (names)
          AND c.relname ~ '^(ledger|certificates)_'
    LOOP
        EXECUTE format('ANALYZE %s', found);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION rightsadmin_fresh_statistics(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rightsadmin_fresh_statistics(text[]) TO rightsadmin_application;
