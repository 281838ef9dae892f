-- Gives an exact decimal as the text of its reduced fraction, as Python writes one: 17/40, or 3.
-- Source: R44.
CREATE OR REPLACE FUNCTION certificates_fraction_text(value numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN bottom = common THEN trim_scale(top / common)::text
                ELSE trim_scale(top / common)::text || '/' || trim_scale(bottom / common)::text END
    FROM (SELECT top, bottom, gcd(top, bottom) AS common
          FROM (SELECT trim_scale(value * bottom) AS top, bottom
                FROM (SELECT ('1e' || scale(trim_scale(value)))::numeric AS bottom) power) parts) reduced
$$;
