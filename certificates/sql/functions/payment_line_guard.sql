-- Refuses a change of what a line pays, of whom it pays once its release is proposed, and that anybody is paid before.
-- Source: I10, R44.
CREATE OR REPLACE FUNCTION certificates_payment_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.payment_list_id, NEW.place, NEW.account_id, NEW.quantity, NEW.exact, NEW.paid_cents, NEW.shares,
            NEW.memo, NEW.source)
           IS DISTINCT FROM
           (OLD.payment_list_id, OLD.place, OLD.account_id, OLD.quantity, OLD.exact, OLD.paid_cents, OLD.shares,
            OLD.memo, OLD.source)
    THEN
        RAISE EXCEPTION 'What payment % pays is frozen.', OLD.id USING ERRCODE = '23514';
    END IF;
    IF NEW.payee IS DISTINCT FROM OLD.payee AND EXISTS (
        SELECT 1 FROM certificates_paymentlist
        WHERE id = NEW.payment_list_id AND status IN ('awaiting_release', 'released'))
    THEN
        RAISE EXCEPTION 'Whom payment % pays is what a second person is asked about, or was.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    IF NEW.status <> OLD.status AND NOT EXISTS (
        SELECT 1 FROM certificates_paymentlist WHERE id = NEW.payment_list_id AND status = 'released')
    THEN
        RAISE EXCEPTION 'Payment % is of a list that was not released by a second person.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payment_line_guard BEFORE UPDATE OR DELETE ON certificates_paymentline
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_line_guard();
