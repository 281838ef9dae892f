-- Refuses a change of a payment file, its deletion, and that it is taken twice.
-- Source: R44, docs/payment-file.md.
CREATE OR REPLACE FUNCTION certificates_payment_file_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_at IS NOT NULL
        OR (NEW.payment_list_id, NEW.copy, NEW.storage_name, NEW.sha256, NEW.size, NEW.stored_at)
           IS DISTINCT FROM
           (OLD.payment_list_id, OLD.copy, OLD.storage_name, OLD.sha256, OLD.size, OLD.stored_at)
    THEN
        RAISE EXCEPTION 'Payment file % is taken once and never changed.', OLD.id USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payment_file_guard BEFORE UPDATE OR DELETE ON certificates_paymentfile
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_file_guard();
