-- Gives what is looked for when somebody types these words: accounts that are found under words beginning with each of
-- them, in any order; nothing where no word is left of the marks.
-- Source: 17Ad-9.
CREATE OR REPLACE FUNCTION ledger_sought(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT string_agg(quote_literal(word) || ':*', ' & ')::tsquery
    FROM unnest(tsvector_to_array(ledger_found_as(words, '{}'))) AS word
$$;
