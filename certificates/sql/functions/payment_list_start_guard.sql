-- Refuses a list of payments that begins as released.
-- Source: I10.
CREATE OR REPLACE FUNCTION certificates_payment_list_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('open', 'listed') THEN
        RAISE EXCEPTION 'A list of payments begins before it is released.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payment_list_start_guard BEFORE INSERT ON certificates_paymentlist
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_list_start_guard();
