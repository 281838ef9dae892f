-- Refuses a certificate that does not begin as allotted, or whose number the series of its plan has not given.
-- Source: I6.
CREATE OR REPLACE FUNCTION certificates_allotment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written WHERE state NOT IN ('stock', 'allocated')) THEN
        RAISE EXCEPTION 'A certificate begins as stock or allocated.' USING ERRCODE = '23514';
    END IF;
    IF EXISTS (
        SELECT 1 FROM (SELECT plan_id, max(number) AS highest FROM written GROUP BY plan_id) w
        LEFT JOIN certificates_numberseries s USING (plan_id)
        WHERE s.next_number IS NULL OR w.highest >= s.next_number)
    THEN
        RAISE EXCEPTION 'A certificate number comes from the series of its plan: this one was not allotted.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER allotment_guard AFTER INSERT ON certificates_certificate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION certificates_allotment_guard();
