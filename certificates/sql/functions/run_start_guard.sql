-- Refuses a run that begins as proved or released.
-- Source: I10, R25.
CREATE OR REPLACE FUNCTION certificates_run_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('proved', 'awaiting_release', 'released') THEN
        RAISE EXCEPTION 'A run begins before it is proved.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER run_start_guard BEFORE INSERT ON certificates_run
    FOR EACH ROW EXECUTE FUNCTION certificates_run_start_guard();
