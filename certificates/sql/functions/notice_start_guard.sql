-- Refuses a notice that does not begin as a draft.
-- Source: I10.
CREATE OR REPLACE FUNCTION certificates_notice_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'draft' THEN
        RAISE EXCEPTION 'A notice begins as a draft.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER notice_start_guard BEFORE INSERT ON certificates_notice
    FOR EACH ROW EXECUTE FUNCTION certificates_notice_start_guard();
