-- Gives two roles what they need and no more: the application reads and writes rows, changes none of an append-only
-- table, deletes where a form's parts are written anew, and can neither empty a table nor change the schema; the reader
-- reads everything but passwords, sessions and secrets. Both are made where they lack. Called after every migration.
-- Source: docs/decisions/0015.
CREATE OR REPLACE FUNCTION rightsadmin_grant() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found record;
    given text;
    -- written anew with the form they belong to, or no record at all
    deleted CONSTANT text[] := ARRAY[
        'auth_user_groups', 'auth_user_user_permissions', 'django_session', 'mfa_authenticator',
        'usersessions_usersession', 'ledger_calendarclosing', 'ledger_feedsecret',
        'ledger_party',
        'certificates_election', 'certificates_lossclaim', 'certificates_requestedcertificate'];
    -- what migrations write
    given_by_migrations CONSTANT text[] := ARRAY[
        'auth_group', 'auth_group_permissions', 'auth_permission', 'django_content_type', 'django_migrations'];
    -- written by functions of the database that are its owner's
    given_by_functions CONSTANT text[] := ARRAY['ledger_sealblock', 'ledger_sealchange', 'ledger_sealedtable'];
    hidden_from_reader CONSTANT text[] := ARRAY[
        'auth_user', 'django_session', 'ledger_feedsecret', 'mfa_authenticator', 'usersessions_usersession'];
BEGIN
    FOREACH given IN ARRAY ARRAY['rightsadmin_application', 'rightsadmin_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = given) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', given);
        END IF;
    END LOOP;
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO rightsadmin_application, rightsadmin_reader', current_schema());
    FOR found IN
        SELECT c.oid::regclass::text AS name, c.relname::text AS bare, c.relkind,
               EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only') AS append_only
        FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v', 'S')
          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    LOOP
        IF found.relkind = 'S' THEN
            EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO rightsadmin_application', found.name);
            CONTINUE;
        END IF;
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, rightsadmin_application, rightsadmin_reader', found.name);
        given := CASE
            WHEN found.relkind = 'v' OR found.bare = ANY (given_by_migrations || given_by_functions) THEN 'SELECT'
            WHEN found.append_only THEN 'SELECT, INSERT'
            WHEN found.bare = ANY (deleted) THEN 'SELECT, INSERT, UPDATE, DELETE'
            ELSE 'SELECT, INSERT, UPDATE'
        END;
        EXECUTE format('GRANT %s ON %s TO rightsadmin_application', given, found.name);
        IF found.bare = 'auth_user' THEN
            GRANT SELECT (id, username, first_name, last_name, email, is_active, is_staff, is_superuser, date_joined,
                          last_login) ON auth_user TO rightsadmin_reader;
        ELSIF found.bare <> ALL (hidden_from_reader) THEN
            EXECUTE format('GRANT SELECT ON %s TO rightsadmin_reader', found.name);
        END IF;
    END LOOP;
END $$;
