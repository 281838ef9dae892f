-- Refuses a change of what an item prints and, once it is pressed, of where.
-- Source: I6, R25.
CREATE OR REPLACE FUNCTION certificates_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.run_id, NEW.chunk_id, NEW.account_id, NEW.quantity, NEW.certificate_id, NEW.content)
           IS DISTINCT FROM
           (OLD.run_id, OLD.chunk_id, OLD.account_id, OLD.quantity, OLD.certificate_id, OLD.content)
        OR OLD.state = 'pressed'
           AND (NEW.state, NEW.place) IS DISTINCT FROM (OLD.state, OLD.place)
    THEN
        RAISE EXCEPTION 'What item % prints is frozen.', OLD.id USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER item_guard BEFORE UPDATE OR DELETE ON certificates_runitem
    FOR EACH ROW EXECUTE FUNCTION certificates_item_guard();
