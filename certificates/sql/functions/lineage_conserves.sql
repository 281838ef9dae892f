-- Refuses at the end of a transaction that a Right of a certificate that was given up is nowhere, or that one of the
-- certificate that came of it comes from nowhere or sheds the legend.
-- Source: I3, R32.
CREATE OR REPLACE FUNCTION certificates_lineage_conserves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given certificates_certificate%ROWTYPE;
    taken certificates_certificate%ROWTYPE;
BEGIN
    SELECT * INTO given FROM certificates_certificate WHERE id = NEW.source_id;
    IF given.state NOT IN ('replaced', 'surrendered', 'cancelled', 'destroyed')
        OR given.quantity <> (SELECT sum(quantity) FROM certificates_lineage WHERE source_id = NEW.source_id)
    THEN
        RAISE EXCEPTION 'Certificate % gives its Rights on whole and once, when it is cancelled or replaced.',
            given.text USING ERRCODE = '23514';
    END IF;
    SELECT * INTO taken FROM certificates_certificate WHERE id = NEW.target_id;
    IF taken.quantity <> (SELECT sum(quantity) FROM certificates_lineage WHERE target_id = NEW.target_id)
        OR NOT taken.void_legend AND given.void_legend
    THEN
        RAISE EXCEPTION 'Certificate % does not have the Rights, or not the legend, of those it came from.',
            taken.text USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS lineage_conserves ON certificates_lineage;
CREATE CONSTRAINT TRIGGER lineage_conserves AFTER INSERT ON certificates_lineage DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION certificates_lineage_conserves();
