import { WHO, type Who } from './cast.ts'

/** What each of the cast is answered, in the order of WHO. */
export type Answers = readonly unknown[]

export const all = (answer: unknown): Answers => WHO.map(() => answer)

/** Of something for signed-in people: `rest` for those who are not named. */
function signedIn(out: unknown, rest: unknown, named: Partial<Record<Who, unknown>>): Answers {
  return WHO.map((who) => (who === 'anonymous' || who === 'disabled' ? out : (named[who] ?? rest)))
}

/** Pages send those who are signed out to sign in. */
export const page = (rest: unknown, named: Partial<Record<Who, unknown>> = {}) => signedIn(307, rest, named)
export const route = (rest: unknown, named: Partial<Record<Who, unknown>> = {}) => signedIn(401, rest, named)
export const action = (rest: unknown, named: Partial<Record<Who, unknown>> = {}) => signedIn('SIGNED_OUT', rest, named)

export const adminPage = page(404, { admin: 200 })
export const adminAction = (answer: unknown) => action('NOT_ALLOWED', { admin: answer })

/** Rights of the table: who may, when it is the owner's document. */
export const READERS = { viewer: 'ok', editor: 'ok', owner: 'ok' } as const
export const EDITORS = { editor: 'ok', owner: 'ok' } as const
export const OWNER = { owner: 'ok' } as const
