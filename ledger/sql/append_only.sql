-- A row once written stays as it is: refuse UPDATE and DELETE with the code Django shows as IntegrityError.
CREATE FUNCTION rightsadmin_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are append-only: correct by a new row, never by % .', TG_TABLE_NAME, TG_OP
        USING ERRCODE = '23514';
END $$;
