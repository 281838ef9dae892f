-- Gives the words under which an account is found: its number and its names in plain small letters, without accents,
-- apostrophes, points and other marks, all lines as one. The index of accounts is over it.
-- Source: 17Ad-9.
CREATE OR REPLACE FUNCTION ledger_found_as(number text, lines text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(regexp_split_to_array(regexp_replace(
        lower(replace(replace(replace(replace(replace(replace(replace(translate(
            regexp_replace(
                normalize(
                    regexp_replace(number || ' ' || array_to_string(lines, ' '),
                        E'[\'\\u2018\\u2019\\u02bc\\u02b9\\u0060\\u00b4\\u2032.\\u00ad\\u200b-\\u200f]', '', 'g'),
                    NFKD),
                E'[\\u0300-\\u036f\\u1ab0-\\u1aff\\u20d0-\\u20ff]', '', 'g'),
            U&'\00D8\00F8\0141\0142\0110\0111\00D0\00F0\0131', 'OoLlDdDdi'),
            U&'\00DF', 'ss'), U&'\00C6', 'ae'), U&'\00E6', 'ae'), U&'\0152', 'oe'), U&'\0153', 'oe'),
            U&'\00DE', 'th'), U&'\00FE', 'th')),
        E'[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+', ' ', 'g'),
        ' +'), ''))
$$;
