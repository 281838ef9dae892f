-- Gives the quotient of two exact decimals as the text of its reduced fraction, as Python writes one: 2/3, or 3.
-- Source: R38, R44.
CREATE OR REPLACE FUNCTION certificates_quotient_text(top numeric, bottom numeric) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN whole_bottom = common THEN trim_scale(whole_top / common)::text
                ELSE trim_scale(whole_top / common)::text || '/' || trim_scale(whole_bottom / common)::text END
    FROM (SELECT whole_top, whole_bottom, gcd(whole_top, whole_bottom) AS common
          FROM (SELECT trim_scale(top * power) AS whole_top, trim_scale(bottom * power) AS whole_bottom
                FROM (SELECT ('1e' || greatest(scale(trim_scale(top)), scale(trim_scale(bottom))))::numeric AS power)
                     scaled) parts) reduced
$$;
