// Client-safe: the server stores the key and the page places live rows by it, so both must come from this one function.
// prisma/migrations/20261124160000_sort_names has it once more in SQL, for the rows that were there before.

/** Letters that Unicode does not take apart, beside those whose sound they have. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
}

/** A row of a PostgreSQL index ends at 2,704 bytes; a character has up to four, and the ids beside it 32. */
const MOST_CHARACTERS = 500

/**
 * What a name is sorted by: without case and accents, and with numbers in the order of their values (“file2” before
 * “file10”). Keys are compared by code point, as PostgreSQL's collation "C" does.
 */
export function sortName(name: string): string {
  const key = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœþøđðħłıς]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[0-9]+/g, numberKey)
  return Array.from(key).slice(0, MOST_CHARACTERS).join('')
}

/** How many digits, then the digits: more digits are more. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+/, '')
  return String(Math.min(value.length, 99)).padStart(2, '0') + value
}

/** By code point: JavaScript's `<` goes by UTF-16 units, in which “𝒜” comes before “ﬁ”. */
export function compareSortNames(a: string, b: string): number {
  let at = 0
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}
