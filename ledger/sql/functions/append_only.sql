-- Refuses any change and deletion of a row once written, with the code that Django shows as IntegrityError.
-- Which tables it guards stands in append_only_tables.sql of each app.
-- Source: I5, I12, 17Ad-7.
CREATE OR REPLACE FUNCTION rightsadmin_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are append-only: correct by a new row, never by % .', TG_TABLE_NAME, TG_OP
        USING ERRCODE = '23514';
END $$;
