-- Refuses a change of the parts of a closed presentation.
-- Source: I10.
CREATE OR REPLACE FUNCTION certificates_presentation_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM certificates_presentation
               WHERE id = part.presentation_id AND status IN ('posted', 'returned'))
    THEN
        RAISE EXCEPTION 'The presentation is closed: what came of it stays as it is.' USING ERRCODE = '23514';
    END IF;
    RETURN part;
END $$;
CREATE OR REPLACE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_presentedcertificate
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
CREATE OR REPLACE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_requestedcertificate
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
CREATE OR REPLACE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_election
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
CREATE OR REPLACE TRIGGER part_guard BEFORE INSERT OR UPDATE OR DELETE ON certificates_lossclaim
    FOR EACH ROW EXECUTE FUNCTION certificates_presentation_part_guard();
