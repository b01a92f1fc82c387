-- What names are sorted by. The app writes it (lib/documents/sort-name.ts); collation "C" compares by code point, as the
-- page does when it places a row, whatever the locale of the database.
ALTER TABLE "Document" ADD COLUMN "sortName" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- For the rows that are there, the same as that function: decomposed, without accents, lower case, numbers with the count
-- of their digits before them.
CREATE FUNCTION sort_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT left(coalesce(string_agg(
    CASE WHEN part[1] ~ '^[0-9]' THEN lpad(least(length(ltrim(part[1], '0')), 99)::text, 2, '0') || ltrim(part[1], '0')
         ELSE part[1] END, '' ORDER BY nth), ''), 500)
  FROM (SELECT replace(replace(replace(replace(translate(
          lower(normalize(regexp_replace(normalize(name, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'), NFC)),
          'øđðħłıς', 'oddhliσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') AS folded) f,
       regexp_matches(f.folded, '[0-9]+|[^0-9]+', 'g') WITH ORDINALITY AS parts(part, nth)
$$;
UPDATE "Document" SET "sortName" = sort_name(name);
DROP FUNCTION sort_name;
