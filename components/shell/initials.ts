/** Two letters for a face: first and last word, or the beginning of the only one. Letters as people see them. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  return (words.length > 1 ? letters(first, 1) + letters(last, 1) : letters(first, 2)).toUpperCase()
}

function letters(word: string, count: number): string {
  const seen = Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment)
  return seen.slice(0, count).join('')
}
