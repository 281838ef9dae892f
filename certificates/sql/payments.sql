-- An exact decimal as the text of its reduced fraction, as Python writes one: 17/40, or 3.
CREATE FUNCTION certificates_fraction_text(value numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN bottom = common THEN trim_scale(top / common)::text
                ELSE trim_scale(top / common)::text || '/' || trim_scale(bottom / common)::text END
    FROM (SELECT top, bottom, gcd(top, bottom) AS common
          FROM (SELECT trim_scale(value * bottom) AS top, bottom
                FROM (SELECT ('1e' || scale(trim_scale(value)))::numeric AS bottom) power) parts) reduced
$$;

-- What a list pays is frozen once it is closed, and it is released only by the approval of exactly this list.
CREATE FUNCTION certificates_payment_list_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.status = 'released'
        OR (NEW.plan_id, NEW.kind, NEW.batch_id, NEW.price, NEW.ratio, NEW.rounding, NEW.smallest_check,
            NEW.created_at, NEW.created_by)
           IS DISTINCT FROM
           (OLD.plan_id, OLD.kind, OLD.batch_id, OLD.price, OLD.ratio, OLD.rounding, OLD.smallest_check,
            OLD.created_at, OLD.created_by)
        OR OLD.status <> 'open'
           AND (NEW.line_count, NEW.unpaid_count, NEW.quantity, NEW.shares, NEW.exact, NEW.paid_cents, NEW.digest)
               IS DISTINCT FROM
               (OLD.line_count, OLD.unpaid_count, OLD.quantity, OLD.shares, OLD.exact, OLD.paid_cents, OLD.digest)
    THEN
        RAISE EXCEPTION 'What list of payments % pays is frozen.', OLD.id USING ERRCODE = '23514';
    END IF;
    IF NEW.status = 'released' AND NOT EXISTS (
        SELECT 1 FROM ledger_approval
        WHERE id = NEW.approval_id AND act = 'payment' AND status = 'approved' AND target_type = 'paymentlist'
          AND target_id = NEW.id)
    THEN
        RAISE EXCEPTION 'List of payments % is released only by a second person''s approval of it.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_list_guard BEFORE UPDATE OR DELETE ON certificates_paymentlist
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_list_guard();
CREATE FUNCTION certificates_payment_list_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('open', 'listed') THEN
        RAISE EXCEPTION 'A list of payments begins before it is released.' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_list_start_guard BEFORE INSERT ON certificates_paymentlist
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_list_start_guard();

-- A line never changes what it pays, and nobody is paid before the release.
CREATE FUNCTION certificates_payment_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.status <> OLD.status AND NOT EXISTS (
        SELECT 1 FROM certificates_paymentlist WHERE id = NEW.payment_list_id AND status = 'released')
    THEN
        RAISE EXCEPTION 'Payment % is of a list that was not released by a second person.', OLD.id
            USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_line_guard BEFORE UPDATE OR DELETE ON certificates_paymentline
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_line_guard();
CREATE FUNCTION certificates_payment_line_start_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written w JOIN certificates_paymentlist l ON l.id = w.payment_list_id
               WHERE l.status IN ('awaiting_release', 'released')
                  OR w.status NOT IN ('due', 'nothing'))
    THEN
        RAISE EXCEPTION 'A payment is listed before its list is released.' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payment_line_start_guard AFTER INSERT ON certificates_paymentline REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION certificates_payment_line_start_guard();

-- A payment file stays; it is taken once.
CREATE FUNCTION certificates_payment_file_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER payment_file_guard BEFORE UPDATE OR DELETE ON certificates_paymentfile
    FOR EACH ROW EXECUTE FUNCTION certificates_payment_file_guard();
