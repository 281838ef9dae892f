-- Refuses a change of what a resolution decides and of its instants, and its deletion.
-- Source: R46.
CREATE OR REPLACE FUNCTION ledger_resolution_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.plan_id, NEW.number, NEW.kind, NEW.adopted_at, NEW.effective_at, NEW.data, NEW.document_id,
            NEW.recorded_at)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.number, OLD.kind, OLD.adopted_at, OLD.effective_at, OLD.data, OLD.document_id,
            OLD.recorded_at)
    THEN
        RAISE EXCEPTION 'What the Board decided stays as it was adopted: record another resolution.'
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER resolution_guard BEFORE UPDATE OR DELETE ON ledger_resolution
    FOR EACH ROW EXECUTE FUNCTION ledger_resolution_guard();
