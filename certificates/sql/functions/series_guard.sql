-- Refuses that a number series falls, so that a number is never given twice.
-- Source: I6.
CREATE OR REPLACE FUNCTION certificates_series_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.plan_id <> OLD.plan_id OR NEW.next_number < OLD.next_number THEN
        RAISE EXCEPTION 'A number series only rises: a number is never used twice.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER series_guard BEFORE UPDATE OR DELETE ON certificates_numberseries
    FOR EACH ROW EXECUTE FUNCTION certificates_series_guard();
