import { WebClient } from './chaos/web-client.ts'
import { expect, test } from './fixtures.ts'
import { act, forgetTries, freshAddress, shareByLink, type Shared, type Terms } from './links.ts'
import { codeOf, mailTo } from './mail.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'

// Every kind of link × how far a visitor has come: what the page answers, and where its forms lead. `store` is a signed URL
// that gives the bytes; `page` is back to where the visitor was, with nothing.

type Answer = { page: number; download: 'store' | 'page'; open: 'store' | 'page' }

const NOTHING: Answer = { page: 404, download: 'page', open: 'page' }
const GATE: Answer = { page: 200, download: 'page', open: 'page' }
const IN: Answer = { page: 200, download: 'store', open: 'store' }

type Visit = (visitor: WebClient, shared: Shared) => Promise<unknown>
type Kind = { terms?: Terms; before?: Visit; answer: Answer }

const form = (visitor: WebClient, { url }: Shared, step: string, fields: Record<string, string> = {}) =>
  visitor.fetch(`${new URL(url).pathname}/${step}`, { method: 'POST', body: new URLSearchParams(fields) })

const [invited, alsoInvited] = [freshAddress(), freshAddress()]

const proves =
  (address: string): Visit =>
  async (visitor, shared) => {
    await form(visitor, shared, 'address', { email: address })
    await form(visitor, shared, 'code', { code: codeOf(await mailTo(address)) })
  }

const demoteGiver = (_: WebClient, { owner, documentId }: Shared) =>
  sql('UPDATE "Document" SET "ownerId" = (SELECT id FROM "User" WHERE id <> $1 LIMIT 1) WHERE id = $2', [
    owner.id,
    documentId,
  ])

const KINDS: Record<string, Kind> = {
  'without a gate': { answer: IN },
  'with a password, not typed': { terms: { password: 'open sesame' }, answer: GATE },
  'with a password, typed wrong': {
    terms: { password: 'open sesame' },
    before: (visitor, shared) => form(visitor, shared, 'password', { password: 'open says me' }),
    answer: GATE,
  },
  'with a password, typed': {
    terms: { password: 'open sesame' },
    before: (visitor, shared) => form(visitor, shared, 'password', { password: 'open sesame' }),
    answer: IN,
  },
  'with recipients, nobody proved': { terms: { recipients: [invited] }, answer: GATE },
  'with recipients, one proved': { terms: { recipients: [invited] }, before: proves(invited), answer: IN },
  'with recipients and a password, only the address proved': {
    terms: { recipients: [alsoInvited], password: 'open sesame' },
    before: proves(alsoInvited),
    answer: GATE,
  },
  'view-only': { terms: { viewOnly: true }, answer: { page: 200, download: 'page', open: 'store' } },
  'used up': {
    terms: { maxDownloads: 1 },
    before: (visitor, shared) => form(visitor, shared, 'download'),
    answer: GATE,
  },
  ended: {
    before: (_, { linkId }) =>
      sql(`UPDATE "Capability" SET "expiresAt" = now() - interval '1 second' WHERE id = $1`, [linkId]),
    answer: NOTHING,
  },
  disabled: {
    before: (_, { client, linkId }) => act(client, 'switchLink', { linkId, disabled: true }),
    answer: NOTHING,
  },
  revoked: { before: (_, { client, linkId }) => act(client, 'deleteLink', { linkId }), answer: NOTHING },
  'with another address since': {
    before: (_, { client, linkId }) => act(client, 'regenerateLink', { linkId }),
    answer: NOTHING,
  },
  'of a deleted document': {
    before: (_, { client, documentId }) => act(client, 'deleteDocument', { documentId }),
    answer: NOTHING,
  },
  'of a giver who may not share any more': { before: demoteGiver, answer: NOTHING },
  'of a giver who was disabled': {
    before: (_, { owner }) => sql('UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [owner.id]),
    answer: NOTHING,
  },
}

async function leadsTo(visitor: WebClient, shared: Shared, step: 'download' | 'open'): Promise<'store' | 'page'> {
  const answer = await form(visitor, shared, step)
  expect(answer.status).toBe(303)
  const target = new URL(answer.headers.get('location') ?? '', setting('APP_URL'))
  if (target.origin === new URL(setting('APP_URL')).origin) return 'page'
  expect(await (await fetch(target)).text()).toBe('This is shared.')
  return 'store'
}

test.beforeEach(forgetTries)
test.afterEach(forgetTries)

test('every kind of link answers a visitor as the table says', async () => {
  test.slow()
  const found: Record<string, Answer> = {}
  for (const [kind, { terms, before }] of Object.entries(KINDS)) {
    const shared = await shareByLink(terms)
    const visitor = new WebClient(setting('APP_URL'))
    await before?.(visitor, shared)
    const page = await visitor.fetch(new URL(shared.url).pathname)
    if (page.status === 404) expect(await page.text()).not.toContain('Agreement')
    else await page.body?.cancel()
    const [open, download] = [await leadsTo(visitor, shared, 'open'), await leadsTo(visitor, shared, 'download')]
    found[kind] = { page: page.status, download, open }
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(KINDS).map(([kind, { answer }]) => [kind, answer])))
})
