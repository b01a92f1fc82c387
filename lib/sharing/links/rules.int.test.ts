import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../scripts/engines/ports'
import { db } from '../../db'
import { mintLink } from '../../documents/mint'
import { inDays, linkChanges, linkTerms, setPolicy, shareByLink, visitOf } from '../../testing/links'
import { Mailbox } from '../../testing/mailbox'
import { makePerson } from '../../testing/people'
import { makeReady } from '../../testing/upload'
import { changeLink } from './change'
import { createLink } from './create'
import { extendLink } from './extend'
import { listLinks } from './list'
import type { CreateLinkInput } from './schema'

const mailbox = new Mailbox()
beforeAll(async () => mailbox.start(await freePort()))
afterAll(() => mailbox.stop())

const NOT_FOUND = { code: 'NOT_FOUND' }
const open = (url: string, more = {}) => mintLink(visitOf(url, more), { disposition: 'attachment' })

beforeEach(() => setPolicy())
afterAll(() => setPolicy())

describe('the organisation’s rules are named, and how to keep them', () => {
  const refused = async (data: Parameters<typeof setPolicy>[0], more: Partial<CreateLinkInput>, sentence: RegExp) => {
    const owner = await makePerson()
    const { documentId } = await makeReady(owner)
    await setPolicy(data)
    await expect(createLink(owner, linkTerms(documentId, more))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(sentence),
    })
  }

  test.each([
    ['no links', { linksAllowed: false }, {}, /switched off.*person or a group/],
    ['a password', { linkGate: 'PASSWORD' as const }, {}, /need a password.*Set one/],
    ['recipients', { linkGate: 'RECIPIENTS' as const }, { password: 'open sesame' }, /need recipients/],
    ['either', { linkGate: 'EITHER' as const }, {}, /password or recipients/],
    ['an end', { longestLinkDays: 30 }, {}, /at most 30 days.*earlier end/],
    ['an earlier end', { longestLinkDays: 1 }, { expiresAt: inDays(2) }, /at most one day/],
    ['a domain', { allowedDomains: ['example.com'] }, {}, /need recipients at @example\.com/],
    ['this domain', { allowedDomains: ['example.com'] }, { recipients: ['a@example.net'] }, /Remove a@example\.net/],
    ['an end to come', {}, { expiresAt: new Date(Date.now() - 1) }, /in the past/],
  ])('%s', async (_, data, more, sentence) => refused(data, more, sentence))

  test('a link that keeps all of them is made', async () => {
    const owner = await makePerson()
    const { documentId } = await makeReady(owner)
    await setPolicy({ linkGate: 'RECIPIENTS', longestLinkDays: 7, allowedDomains: ['example.com'] })
    const { url } = await createLink(
      owner,
      linkTerms(documentId, { recipients: ['@example.com'], expiresAt: inDays(7) }),
    )
    await expect(open(url, { email: 'anybody@example.com' })).resolves.toMatchObject({ how: 'direct' })
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
  })

  test('a rule that came later ends links that break it, and changing one has to keep it', async () => {
    const { owner, documentId, url, linkId } = await shareByLink()
    await setPolicy({ linkGate: 'PASSWORD' })
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    expect((await listLinks(owner, documentId)).links[0]).toMatchObject({ id: linkId, state: 'AGAINST_POLICY' })
    await expect(changeLink(owner, linkChanges(linkId))).rejects.toThrow(/Set one/)
    await changeLink(owner, linkChanges(linkId, { password: 'open sesame' }))
    await expect(open(url, { version: 1, passwordProved: true })).resolves.toMatchObject({ how: 'direct' })
  })

  test('the organisation’s longest life counts from the extension', async () => {
    const { owner, url, linkId } = await shareByLink({ expiresAt: inDays(3) })
    await setPolicy({ longestLinkDays: 2 })
    await db().link.update({ where: { capabilityId: linkId }, data: { startsAt: inDays(-3) } })
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    await expect(extendLink(owner, linkId, inDays(3))).rejects.toThrow(/at most 2 days/)
    await extendLink(owner, linkId, inDays(2))
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
  })
})
