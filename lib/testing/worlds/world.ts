import fc from 'fast-check'
import { SCOPES } from '../../auth/scopes'
import type { LinkGate } from '../../generated/prisma/enums'

// A world is one document and everybody who may or may not open it. It is drawn as plain data, so that what should be
// true of it can be computed without the database, by rules written a second time.

const PEOPLE = 4
const GROUPS = 2

const person = fc.nat({ max: PEOPLE - 1 })
const end = fc.constantFrom('none', 'past', 'future')
const seldom = fc.nat({ max: 5 }).map((n) => n === 0)

const grant = fc.record({
  to: fc.oneof(
    fc.record({ kind: fc.constant('USER' as const), index: person }),
    fc.record({ kind: fc.constant('GROUP' as const), index: fc.nat({ max: GROUPS - 1 }) }),
  ),
  terms: fc.constantFrom(
    { role: 'EDITOR' as const, viewOnly: false },
    { role: 'VIEWER' as const, viewOnly: false },
    { role: 'VIEWER' as const, viewOnly: true },
  ),
  end,
  revoked: seldom,
})

const RECIPIENTS = [[], ['visitor@inside.example'], ['@outside.example'], ['@inside.example', 'one@outside.example']]

const link = fc.record({
  giver: person,
  end,
  revoked: seldom,
  disabled: seldom,
  viewOnly: fc.boolean(),
  password: fc.boolean(),
  recipients: fc.constantFrom(...RECIPIENTS),
  daysOld: fc.constantFrom(0, 40),
  downloadsLeft: fc.constantFrom(null, 0, 3),
  visit: fc.record({
    version: fc.constantFrom(0, 0, 0, 1),
    passwordProved: fc.boolean(),
    email: fc.constantFrom(null, 'visitor@inside.example', 'one@outside.example', 'other@outside.example'),
    inline: fc.boolean(),
  }),
})

const token = fc.record({
  of: person,
  scopes: fc.subarray([...SCOPES], { minLength: 1 }),
  bound: fc.constantFrom('nothing', 'nothing', 'this document', 'another'),
  end: fc.constantFrom('past', 'future', 'future'),
  daysOld: fc.constantFrom(0, 40),
  revoked: seldom,
})

export const world = fc.record({
  deleted: seldom,
  opensInline: fc.boolean(),
  owner: person,
  disabled: fc.array(seldom, { minLength: PEOPLE, maxLength: PEOPLE }),
  members: fc.array(fc.subarray(Array.from({ length: PEOPLE }, (_, index) => index)), {
    minLength: GROUPS,
    maxLength: GROUPS,
  }),
  grants: fc.uniqueArray(grant, { maxLength: 4, selector: ({ to }) => `${to.kind} ${to.index}` }),
  links: fc.array(link, { maxLength: 2 }),
  tokens: fc.array(token, { maxLength: 3 }),
})
export type World = typeof world extends fc.Arbitrary<infer Drawn> ? Drawn : never

export const policy = fc.record({
  linksAllowed: fc.nat({ max: 4 }).map((n) => n > 0),
  frozen: seldom,
  linkGate: fc.constantFrom<LinkGate>('NONE', 'NONE', 'EITHER', 'PASSWORD', 'RECIPIENTS'),
  longestLinkDays: fc.constantFrom(null, null, 30),
  longestAgentDays: fc.constantFrom(365, 365, 30),
  allowedDomains: fc.constantFrom<string[]>([], [], ['inside.example']),
})
export type Policy = typeof policy extends fc.Arbitrary<infer Drawn> ? Drawn : never
