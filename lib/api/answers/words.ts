import { z } from 'zod'

type Word<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}-${Word<Tail>}`
  : Lowercase<Name>

/** How the API writes a name that is kept in capitals: `AGAINST_POLICY` is `against-policy`. */
export function wordOf<const Name extends string>(name: Name): Word<Name> {
  return name.toLowerCase().replaceAll('_', '-') as Word<Name>
}

/** One of these, as it is answered. */
export function words<const Name extends string>(names: readonly Name[]) {
  return z.enum(names.map((name) => wordOf(name)))
}

/** One of these, as it is sent; what is kept is the name. */
export function nameOf<const Name extends string>(names: readonly Name[]) {
  const nameOfWord = new Map<string, Name>(names.map((name) => [wordOf(name), name]))
  return (word: Word<Name>): Name => nameOfWord.get(word)!
}
