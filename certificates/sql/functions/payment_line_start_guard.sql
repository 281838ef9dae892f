-- Refuses a line that is added to a released list or begins as paid.
-- Source: I10.
CREATE OR REPLACE FUNCTION certificates_payment_line_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written w JOIN certificates_paymentlist l ON l.id = w.payment_list_id
               WHERE l.status IN ('awaiting_release', 'released')
                  OR w.status NOT IN ('due', 'nothing'))
    THEN
        RAISE EXCEPTION 'A payment is listed before its list is released.' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER payment_line_start_guard AFTER INSERT ON certificates_paymentline REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION certificates_payment_line_start_guard();
