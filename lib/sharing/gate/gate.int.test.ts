import { afterEach, describe, expect, test } from 'vitest'
import { db } from '../../db'
import { deleteDocument } from '../../documents/delete'
import { linkChanges, linkTerms, shareByLink, stranger, tokenOf, withProof } from '../../testing/links'
import { makePerson } from '../../testing/people'
import { beginOne } from '../../testing/upload'
import { changeLink } from '../links/change'
import { createLink } from '../links/create'
import { regenerateLink } from '../links/regenerate'
import { switchLink } from '../links/switch'
import { revoke } from '../revoke'
import { look } from './look'
import { openLink } from './open'
import { provePassword, TRIES } from './password'
import { MISSES_A_NETWORK } from './visit'

const NOT_FOUND = { code: 'NOT_FOUND' }
const WRONG = { code: 'WRONG_CREDENTIALS' }
const PASSWORD = 'open sesame'

const countersOf = (linkId: string) =>
  db().link.findUniqueOrThrow({
    where: { capabilityId: linkId },
    select: { downloads: true, firstOpenedAt: true, version: true },
  })

afterEach(async () => {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { frozenAt: null } })
})

describe('looking', () => {
  test('shows the file of a link without a gate, and what may be done with it', async () => {
    const endsAt = new Date(Date.now() + 3_600_000)
    const { token, owner } = await shareByLink({ expiresAt: endsAt }, '%PDF-1.7 shown', 'contract.pdf')
    expect(await look(token, stranger())).toEqual({
      step: 'file',
      file: {
        name: 'contract.pdf',
        size: 14,
        giver: owner.name,
        endsAt: endsAt.toISOString(),
        email: null,
        may: 'download',
      },
    })
  })

  test('a hundred times counts for nothing and uses nothing up', async () => {
    const { token, linkId } = await shareByLink({ maxDownloads: 1, notifyOnOpen: false })
    for (let time = 0; time < 100; time++) await look(token, stranger())
    expect(await countersOf(linkId)).toEqual({ downloads: 0, firstOpenedAt: null, version: 0 })
    expect(await db().issuedUrl.count({ where: { capabilityId: linkId } })).toBe(0)
    await expect(openLink(token, stranger(), 'attachment')).resolves.toMatchObject({ how: 'direct' })
  })

  test('says nothing of the document before the gate is passed', async () => {
    const { token } = await shareByLink({ password: PASSWORD }, undefined, 'secret merger.pdf')
    expect(await look(token, stranger())).toEqual({ step: 'password' })
  })

  test('a used-up link says so behind its gate, not before it', async () => {
    const { token, owner } = await shareByLink({ password: PASSWORD, maxDownloads: 1 })
    const visitor = stranger()
    const proved = withProof(visitor, await provePassword(token, visitor, PASSWORD))
    await openLink(token, proved, 'attachment')
    expect(await look(token, stranger())).toEqual({ step: 'password' })
    expect(await look(token, proved)).toEqual({ step: 'used-up', giver: owner.name })
    await expect(openLink(token, proved, 'attachment')).rejects.toMatchObject(NOT_FOUND)
  })

  test('a view-only link opens in the browser and downloads nothing', async () => {
    const { token } = await shareByLink({ viewOnly: true }, '%PDF-1.7 shown')
    expect(await look(token, stranger())).toMatchObject({ step: 'file', file: { may: 'open' } })
    await expect(openLink(token, stranger(), 'attachment')).rejects.toMatchObject(NOT_FOUND)
    const { url } = await openLink(token, stranger(), 'inline')
    expect((await fetch(url)).headers.get('content-disposition')).toMatch(/^inline/)
  })
})

describe('a link that opens nothing', () => {
  const ends: [string, (link: Awaited<ReturnType<typeof shareByLink>>) => Promise<unknown>][] = [
    [
      'that has ended',
      ({ linkId }) => db().capability.update({ where: { id: linkId }, data: { expiresAt: new Date() } }),
    ],
    ['that was revoked', ({ owner, linkId }) => revoke(owner, [{ kind: 'LINK', id: linkId }])],
    ['that is disabled', ({ owner, linkId }) => switchLink(owner, linkId, true)],
    ['that has another address now', ({ owner, linkId }) => regenerateLink(owner, linkId)],
    [
      'while everything is frozen',
      () => db().sharingPolicy.update({ where: { id: 1 }, data: { frozenAt: new Date() } }),
    ],
    [
      'of a giver who was disabled',
      ({ owner }) => db().user.update({ where: { id: owner.userId }, data: { disabledAt: new Date() } }),
    ],
    ['to a document that was deleted', ({ owner, documentId }) => deleteDocument(owner, documentId)],
  ]
  test.each(ends)('%s is not there: for looking, for proving and for opening', async (_, end) => {
    const link = await shareByLink({ password: PASSWORD })
    const visitor = stranger()
    const proved = withProof(visitor, await provePassword(link.token, visitor, PASSWORD))
    await end(link)
    expect(await look(link.token, proved)).toBeNull()
    await expect(provePassword(link.token, stranger(), PASSWORD)).rejects.toMatchObject(NOT_FOUND)
    await expect(openLink(link.token, proved, 'attachment')).rejects.toMatchObject(NOT_FOUND)
  })
})

test('a link to a document whose bytes are on their way is not there yet', async () => {
  const owner = await makePerson()
  const { documentId } = await beginOne(owner, 4)
  const { url } = await createLink(owner, linkTerms(documentId))
  expect(await look(tokenOf(url), stranger())).toBeNull()
  await expect(openLink(tokenOf(url), stranger(), 'attachment')).rejects.toMatchObject(NOT_FOUND)
})

test(
  '10,000 guesses are stopped after the first hundred, and do not disturb anybody else',
  { timeout: 120_000 },
  async () => {
    const { token } = await shareByLink()
    const guesser = stranger()
    for (let done = 0; done < 10_000; done += 100) {
      const looked = await Promise.all(
        Array.from({ length: 100 }, (_, guess) =>
          look(`${token.slice(0, -5)}${String(done + guess).padStart(5, '0')}`, guesser),
        ),
      )
      expect(looked.every((found) => found === null)).toBe(true)
    }
    // Even the right one is not there for this network now; for another it is.
    expect(await look(token, guesser)).toBeNull()
    await expect(openLink(token, guesser, 'attachment')).rejects.toMatchObject(NOT_FOUND)
    expect(await look(token, stranger())).toMatchObject({ step: 'file' })
    // Nothing was looked up once the limit was reached: the counter stands where the first rounds left it.
    const counters = await db().rateLimit.findMany({
      where: { key: { startsWith: 'link-miss:' }, count: { gte: MISSES_A_NETWORK } },
    })
    expect(Math.max(...counters.map(({ count }) => count))).toBeLessThanOrEqual(2 * MISSES_A_NETWORK)
  },
)

test('a page of somebody else’s that asks for links unseen closes them to nobody, and who has proved something goes on', async () => {
  const { token } = await shareByLink()
  const gated = await shareByLink({ password: 'open sesame' })
  const victim = stranger()
  const proved = withProof(victim, await provePassword(gated.token, victim, 'open sesame'))
  for (let asked = 0; asked <= MISSES_A_NETWORK; asked++) await look(`no-link-${asked}`, { ...victim, embedded: true })
  expect(await look(token, victim)).toMatchObject({ step: 'file' })
  for (let asked = 0; asked <= MISSES_A_NETWORK; asked++) await look(`no-link-${asked}`, victim)
  expect(await look(token, victim)).toBeNull()
  expect(await look(gated.token, proved)).toMatchObject({ step: 'file' })
  expect(await look(token, proved)).toBeNull()
})

describe('the password', () => {
  test('opens for the browser that typed it, and for no other', async () => {
    const { token } = await shareByLink({ password: PASSWORD })
    const visitor = stranger()
    await expect(openLink(token, visitor, 'attachment')).rejects.toMatchObject(NOT_FOUND)
    await expect(provePassword(token, visitor, 'open sesam')).rejects.toMatchObject(WRONG)
    const proof = await provePassword(token, visitor, PASSWORD)
    await expect(openLink(token, withProof(visitor, proof), 'attachment')).resolves.toMatchObject({ how: 'direct' })
    await expect(openLink(token, stranger(), 'attachment')).rejects.toMatchObject(NOT_FOUND)
  })

  test('50 wrong tries: the network is stopped after ten, and everybody else goes in', async () => {
    const { token } = await shareByLink({ password: PASSWORD })
    const guesser = stranger()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, guess) =>
        provePassword(token, guesser, `guess number ${guess}`).catch((error: { code: string }) => error.code),
      ),
    )
    expect(answers.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(TRIES.networkAtLink)
    expect(answers.filter((code) => code === 'TOO_MANY')).toHaveLength(50 - TRIES.networkAtLink)
    await expect(provePassword(token, guesser, PASSWORD), 'the right one too').rejects.toMatchObject({
      code: 'TOO_MANY',
    })
    await expect(provePassword(token, stranger(), PASSWORD)).resolves.toMatchObject({ passwordProved: true })
  })

  test('guesses from everywhere at once end as well', async () => {
    const { token, linkId } = await shareByLink({ password: PASSWORD })
    await db().rateLimit.create({
      data: { key: `link-password:${linkId}`, count: TRIES.link, expiresAt: new Date(Date.now() + 60_000) },
    })
    await expect(provePassword(token, stranger(), PASSWORD)).rejects.toMatchObject({ code: 'TOO_MANY' })
  })

  test('right tries count for nothing', async () => {
    const { token } = await shareByLink({ password: PASSWORD })
    const visitor = stranger()
    for (let time = 0; time < 2 * TRIES.networkAtLink; time++) await provePassword(token, visitor, PASSWORD)
    await expect(provePassword(token, visitor, PASSWORD)).resolves.toMatchObject({ passwordProved: true })
  })
})

describe('a link session', () => {
  test('of another link opens nothing here', async () => {
    const [here, there] = [await shareByLink({ password: PASSWORD }), await shareByLink({ password: PASSWORD })]
    const visitor = stranger()
    const proved = withProof(visitor, await provePassword(there.token, visitor, PASSWORD))
    expect(await look(here.token, proved)).toEqual({ step: 'password' })
    await expect(openLink(here.token, proved, 'attachment')).rejects.toMatchObject(NOT_FOUND)
  })

  test('of before a change of the password opens nothing afterwards', async () => {
    const { token, owner, linkId } = await shareByLink({ password: PASSWORD })
    const visitor = stranger()
    const proved = withProof(visitor, await provePassword(token, visitor, PASSWORD))
    await openLink(token, proved, 'attachment')
    await changeLink(owner, linkChanges(linkId, { password: 'another one' }))
    expect(await look(token, proved)).toEqual({ step: 'password' })
    await expect(openLink(token, proved, 'attachment')).rejects.toMatchObject(NOT_FOUND)
  })

  test('is nothing without the token', async () => {
    const { token, owner, linkId } = await shareByLink({ password: PASSWORD })
    const visitor = stranger()
    const proved = withProof(visitor, await provePassword(token, visitor, PASSWORD))
    for (const wrong of [linkId, '', token.slice(1), `${token}x`]) {
      expect(await look(wrong, proved)).toBeNull()
      await expect(openLink(wrong, proved, 'attachment')).rejects.toMatchObject(NOT_FOUND)
    }
    const next = await regenerateLink(owner, linkId)
    const { length } = next.url
    expect(await look(next.url.slice(length - token.length), proved)).toEqual({ step: 'password' })
  })
})
