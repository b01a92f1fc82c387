import { afterEach, expect, test } from 'vitest'
import { db } from '../../db'
import { mint, mintLink } from '../../documents/mint'
import { makePerson } from '../../testing/people'
import { giveTo, makeLink } from '../../testing/sharing'
import { makeReady } from '../../testing/upload'
import { previewFreeze, previewPolicy, readPolicy, savePolicy, setFrozen } from './policy'
import { policyInput, type PolicyInput } from './schema'

const OPEN: PolicyInput = {
  linksAllowed: true,
  linkGate: 'NONE',
  longestLinkDays: null,
  allowedDomains: [],
  urlSeconds: 3600,
  longestUrlSeconds: 3600,
  agentsShareOutside: false,
  longestAgentDays: 365,
}
const NO_TOKENS = { tokensStop: 0, tokensRevive: 0, tokenNames: [] }
const NOTHING = { stops: 0, revives: 0, urlsKilled: 0, ...NO_TOKENS }
const DAY_MS = 24 * 3_600_000
const status = async (url: string) => (await fetch(url)).status

afterEach(async () => {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { ...OPEN, urlSeconds: null, frozenAt: null } })
})

/** A policy is everybody's: what other tests left behind would be counted too. */
async function aloneWithThePolicy(): Promise<void> {
  await db().sharingPolicy.update({ where: { id: 1 }, data: OPEN })
  await db().link.updateMany({ data: { disabledAt: new Date() } })
  await db().issuedUrl.updateMany({ where: { linkVersion: { not: null } }, data: { killedAt: new Date() } })
}

/** One document with a link of each sort, and a URL handed out by each of them and to a reader. */
async function world() {
  await aloneWithThePolicy()
  const [owner, reader, admin] = [await makePerson(), await makePerson(), await makePerson('ADMIN')]
  const { documentId } = await makeReady(owner)
  await giveTo(reader, documentId, owner)
  const links = {
    open: await makeLink(documentId, owner),
    password: await makeLink(documentId, owner, { passwordHash: 'x' }),
    named: await makeLink(documentId, owner, { recipients: ['client@inside.example'] }),
    old: await makeLink(documentId, owner, { passwordHash: 'x', startsAt: new Date(Date.now() - 40 * DAY_MS) }),
  }
  links.named.visit.email = 'client@inside.example'
  const urls = Object.fromEntries(
    await Promise.all(
      Object.entries(links).map(async ([name, { visit }]) => [
        name,
        (await mintLink(visit, { disposition: 'attachment' })).url,
      ]),
    ),
  ) as Record<keyof typeof links, string>
  const { url } = await mint(reader, documentId)
  const opens = async (name: keyof typeof links) =>
    mintLink(links[name].visit, { disposition: 'attachment' }).then(
      () => true,
      () => false,
    )
  return { admin, reader, documentId, links, urls, readerUrl: url, opens }
}

type Name = 'open' | 'password' | 'named' | 'old'

test.each<[string, Partial<PolicyInput>, Name[]]>([
  ['no links', { linksAllowed: false }, ['open', 'password', 'named', 'old']],
  ['a password', { linkGate: 'PASSWORD' }, ['open', 'named']],
  ['recipients', { linkGate: 'RECIPIENTS' }, ['open', 'password', 'old']],
  ['a password or recipients', { linkGate: 'EITHER' }, ['open']],
  ['thirty days', { longestLinkDays: 30 }, ['old']],
  ['one domain', { allowedDomains: ['inside.example'] }, ['open', 'password', 'old']],
])(
  'a policy of %s stops the links it must and their URLs, as its preview says, and back again',
  async (_, policy, stopped) => {
    const { admin, urls, readerUrl, reader, documentId, opens } = await world()
    const wanted = { ...OPEN, ...policy }
    const preview = await previewPolicy(wanted)
    expect(preview).toEqual({ ...NOTHING, stops: stopped.length, urlsKilled: stopped.length })
    expect(await status(urls.open)).toBe(200)

    expect(await savePolicy(admin, wanted)).toMatchObject({ ...preview, urlsPending: 0 })
    for (const name of Object.keys(urls) as Name[]) {
      expect(await opens(name), name).toBe(!stopped.includes(name))
      if (stopped.includes(name)) expect(await status(urls[name]), name).toBe(404)
    }
    expect(await status(readerUrl)).toBe(404)
    expect(await status((await mint(reader, documentId)).url)).toBe(200)

    expect(await previewPolicy(OPEN)).toMatchObject({ stops: 0, revives: stopped.length })
    expect(await savePolicy(admin, OPEN)).toMatchObject({ revives: stopped.length, urlsKilled: 0 })
    for (const name of stopped) expect(await opens(name), name).toBe(true)
  },
)

test('a domain that is not allowed any more kills only what was handed out to it', async () => {
  const { admin, urls, opens } = await world()
  const wanted = { ...OPEN, allowedDomains: ['other.example'] }
  expect(await previewPolicy(wanted)).toMatchObject({ stops: 3, urlsKilled: 4 })
  expect(await savePolicy(admin, wanted)).toMatchObject({ urlsKilled: 4 })
  expect(await opens('named')).toBe(false)
  expect(await status(urls.named)).toBe(404)
})

test('freezing stops every link at once and kills what they handed out; unfreezing lets them open again', async () => {
  const { admin, urls, opens, reader, documentId } = await world()
  expect(await previewFreeze(true)).toEqual({ ...NOTHING, stops: 4, urlsKilled: 4 })
  expect((await readPolicy()).frozenAt).toBeNull()
  expect(await setFrozen(admin, true)).toMatchObject({ stops: 4, urlsKilled: 4, urlsPending: 0 })
  const { frozenAt } = await readPolicy()
  expect(frozenAt).not.toBeNull()
  expect(await Promise.all(Object.values(urls).map(status))).toEqual([404, 404, 404, 404])
  expect(await opens('open')).toBe(false)
  expect(await status((await mint(reader, documentId)).url)).toBe(200)

  expect(await setFrozen(admin, true)).toMatchObject(NOTHING)
  expect((await readPolicy()).frozenAt).toBe(frozenAt)
  expect(await previewFreeze(false)).toEqual({ ...NOTHING, revives: 4 })
  expect(await setFrozen(admin, false)).toMatchObject({ stops: 0, revives: 4 })
  expect(await opens('open')).toBe(true)
  const actions = await db().auditEvent.findMany({
    where: { actorId: admin.userId },
    orderBy: { id: 'asc' },
    select: { action: true },
  })
  expect(actions.map(({ action }) => action)).toEqual(['sharing.frozen', 'sharing.unfrozen'])
})

test('the audit has what a policy was and became, and nothing when nothing changed', async () => {
  const admin = await makePerson('ADMIN')
  await savePolicy(admin, OPEN)
  await savePolicy(admin, OPEN)
  await savePolicy(admin, { ...OPEN, linkGate: 'EITHER', allowedDomains: ['a.example', 'b.example'], urlSeconds: 60 })
  const rows = await db().auditEvent.findMany({
    where: { actorId: admin.userId, action: 'sharing.policy-changed' },
    orderBy: { id: 'desc' },
    take: 1,
    select: { details: true },
  })
  expect(rows[0]?.details).toEqual({
    linkGate: 'EITHER',
    'linkGate.before': 'NONE',
    allowedDomains: 'a.example b.example',
    'allowedDomains.before': '',
    urlSeconds: 60,
    'urlSeconds.before': 3600,
  })
})

test('mints by link in flight while it is frozen: every URL that was ever handed out is dead', async () => {
  const { admin, links } = await world()
  const urls: string[] = []
  const mints = Array.from({ length: 30 }, async (_, turn) => {
    await new Promise((resolve) => setTimeout(resolve, turn * 4))
    const minted = await mintLink(links.open.visit, { disposition: 'attachment' }).catch(() => null)
    if (minted) urls.push(minted.url)
  })
  await new Promise((resolve) => setTimeout(resolve, 40))
  await setFrozen(admin, true)
  await Promise.all(mints)
  expect(urls.length).toBeGreaterThan(0)
  expect(new Set(await Promise.all(urls.map(status)))).toEqual(new Set([404]))
})

test.each<[string, Partial<Record<keyof PolicyInput, unknown>>]>([
  ['a domain', { allowedDomains: ['no domain'] }],
  ['a label of a domain', { allowedDomains: ['-x.example'] }],
  ['a domain without a dot', { allowedDomains: ['localhost'] }],
  ['a life of links', { longestLinkDays: 0 }],
  ['a fraction of a day', { longestLinkDays: 1.5 }],
  ['a usual life over an hour', { urlSeconds: 3601, longestUrlSeconds: 7200 }],
  ['no life at all', { urlSeconds: 0 }],
  ['a longest life below the usual', { urlSeconds: 100, longestUrlSeconds: 99 }],
  ['a longest life over a day', { longestUrlSeconds: 86_401 }],
  ['no life of agent tokens', { longestAgentDays: 0 }],
  ['a life of agent tokens over ten years', { longestAgentDays: 3651 }],
  ['no word on agents', { agentsShareOutside: undefined }],
  ['a gate', { linkGate: 'MAYBE' }],
])('%s that cannot be is refused with a sentence', (_, wrong) => {
  expect(policyInput.safeParse({ ...OPEN, ...wrong }).success).toBe(false)
})

test('domains are written as addresses have them, each once', () => {
  const { allowedDomains } = policyInput.parse({ ...OPEN, allowedDomains: ['@B.example', 'a.example', 'b.EXAMPLE '] })
  expect(allowedDomains).toEqual(['a.example', 'b.example'])
})
