import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../scripts/engines/ports'
import { db } from '../../db'
import { mint, mintLink } from '../../documents/mint'
import { Mailbox } from '../../testing/mailbox'
import { makePerson } from '../../testing/people'
import { inDays, linkChanges, linkTerms, shareByLink, tokenOf, visitOf } from '../../testing/links'
import { giveTo } from '../../testing/sharing'
import { beginOne, makeReady } from '../../testing/upload'
import { revoke } from '../revoke'
import { changeLink } from './change'
import { createLink } from './create'
import { extendLink } from './extend'
import { listLinks } from './list'
import { regenerateLink } from './regenerate'
import type { ChangeLinkInput } from './schema'
import { switchLink } from './switch'

const mailbox = new Mailbox()
beforeAll(async () => mailbox.start(await freePort()))
afterAll(() => mailbox.stop())

const NOT_FOUND = { code: 'NOT_FOUND' }
const open = (url: string, more = {}) => mintLink(visitOf(url, more), { disposition: 'attachment' })

describe('making a link', () => {
  test('answers an address whose token is kept only as its SHA-256', async () => {
    const { url, linkId, owner } = await shareByLink({ label: 'for the bank', password: 'open sesame' })
    const token = tokenOf(url)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const link = await db().link.findUniqueOrThrow({ where: { capabilityId: linkId }, include: { capability: true } })
    expect(Buffer.from(link.tokenHash)).toEqual(createHash('sha256').update(token).digest())
    expect(link.passwordHash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(link)).not.toContain(token)
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: linkId } })
    expect(event).toMatchObject({ action: 'link.created', actorId: owner.userId })
    expect(JSON.stringify(event.details)).not.toMatch(/sesame|argon|bank/)
  })

  test('is for owners and editors; viewers and strangers find no document', async () => {
    const { owner, documentId } = await shareByLink()
    const [editor, viewer, stranger] = [await makePerson(), await makePerson(), await makePerson('ADMIN')]
    await giveTo(editor, documentId, owner, { role: 'EDITOR' })
    await giveTo(viewer, documentId, owner)
    const { url } = await createLink(editor, linkTerms(documentId))
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
    for (const other of [viewer, stranger]) {
      await expect(createLink(other, linkTerms(documentId))).rejects.toMatchObject(NOT_FOUND)
      await expect(listLinks(other, documentId)).rejects.toMatchObject(NOT_FOUND)
    }
  })

  test('view-only is refused where a browser could show nothing', async () => {
    const owner = await makePerson()
    const { documentId } = await makeReady(owner, 'PK\u0003\u0004 a zip')
    await expect(createLink(owner, linkTerms(documentId, { viewOnly: true }))).rejects.toThrow('Allow downloads.')
  })

  test('also for a document whose bytes are on their way; it opens when they are there', async () => {
    const owner = await makePerson()
    const { documentId } = await beginOne(owner, 4)
    const { url } = await createLink(owner, linkTerms(documentId))
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
  })
})

describe('changing a link', () => {
  test.each([
    ['a password', { password: 'open sesame' }],
    ['recipients', { recipients: ['somebody@example.com'] }],
    ['view-only', { viewOnly: true }],
  ] as const)('%s: what was handed out dies, and what was proved counts no more', async (_, change) => {
    const { owner, url, linkId } = await shareByLink()
    const issued = (await open(url)).url
    expect((await fetch(issued)).status).toBe(200)
    await changeLink(owner, linkChanges(linkId, change as Partial<ChangeLinkInput>))
    expect((await fetch(issued)).status).toBe(404)
    await expect(open(url, { passwordProved: true, email: 'somebody@example.com' })).rejects.toMatchObject(NOT_FOUND)
    expect(await db().link.findUniqueOrThrow({ where: { capabilityId: linkId } })).toMatchObject({ version: 1 })
  })

  test('a label, more downloads and a taken-away password take nothing away', async () => {
    const { owner, url, linkId } = await shareByLink({ password: 'open sesame' })
    const issued = (await open(url, { passwordProved: true })).url
    await changeLink(owner, linkChanges(linkId, { label: 'renamed', maxDownloads: 5 }))
    expect(await db().link.findUniqueOrThrow({ where: { capabilityId: linkId } })).toMatchObject({
      version: 0,
      passwordHash: expect.stringContaining('argon2id'),
    })
    await changeLink(owner, linkChanges(linkId, { password: null }))
    expect((await fetch(issued)).status).toBe(200)
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
  })

  test('the audit says what it asked for before and asks for now, and names nobody', async () => {
    const { owner, linkId } = await shareByLink({ password: 'open sesame', recipients: ['somebody@example.com'] })
    const expiresAt = inDays(2)
    await changeLink(owner, linkChanges(linkId, { password: null, maxDownloads: 5, expiresAt }))
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: linkId, action: 'link.changed' } })
    expect(event.details).toEqual({
      narrower: true,
      viewOnly: false,
      password: false,
      'password.before': true,
      recipients: 0,
      'recipients.before': 1,
      maxDownloads: 5,
      'maxDownloads.before': 'none',
      expiresAt: expiresAt.toISOString(),
      'expiresAt.before': 'none',
    })
  })

  test('an editor changes what they gave and nothing else, the owner all of it', async () => {
    const { owner, documentId, linkId } = await shareByLink()
    const editor = await makePerson()
    await giveTo(editor, documentId, owner, { role: 'EDITOR' })
    const own = await createLink(editor, linkTerms(documentId))
    for (const change of [
      () => changeLink(editor, linkChanges(linkId, { label: 'mine' })),
      () => extendLink(editor, linkId, inDays(1)),
      () => regenerateLink(editor, linkId),
      () => switchLink(editor, linkId, true),
      () => revoke(editor, [{ kind: 'LINK', id: linkId }]),
    ])
      await expect(change()).rejects.toMatchObject(NOT_FOUND)
    await changeLink(editor, linkChanges(own.linkId, { label: 'mine' }))
    await changeLink(owner, linkChanges(own.linkId, { label: 'yours' }))
    const { links } = await listLinks(editor, documentId)
    expect(links.map(({ id, mayChange, label }) => ({ id, mayChange, label }))).toEqual([
      { id: own.linkId, mayChange: true, label: 'yours' },
      { id: linkId, mayChange: false, label: '' },
    ])
  })

  test('an editor who is one no more changes nothing, and the links end with the right', async () => {
    const { owner, documentId } = await shareByLink()
    const editor = await makePerson()
    const grant = await giveTo(editor, documentId, owner, { role: 'EDITOR' })
    const { url, linkId } = await createLink(editor, linkTerms(documentId))
    await revoke(owner, [grant])
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    await expect(extendLink(editor, linkId, null)).rejects.toMatchObject(NOT_FOUND)
    const found = (await listLinks(owner, documentId)).links.find(({ id }) => id === linkId)
    expect(found).toMatchObject({ state: 'GIVER_MAY_NOT' })
  })
})

describe('the life of a link', () => {
  test('a new address opens, the old one does not, and its URLs are dead', async () => {
    const { owner, url, linkId } = await shareByLink()
    const issued = (await open(url)).url
    const next = await regenerateLink(owner, linkId)
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    expect((await fetch(issued)).status).toBe(404)
    await expect(open(next.url, { version: 1 })).resolves.toMatchObject({ how: 'direct' })
  })

  test('one that has ended is extended and opens again at its old address', async () => {
    const { owner, documentId, url, linkId } = await shareByLink()
    await db().capability.update({ where: { id: linkId }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    expect((await listLinks(owner, documentId)).links[0]).toMatchObject({ state: 'ENDED' })
    await extendLink(owner, linkId, inDays(7))
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
  })

  test('at the edge of its end a URL lives for what is left, and afterwards none is made', async () => {
    const { url, linkId } = await shareByLink({ expiresAt: new Date(Date.now() + 2_500) })
    const issued = new URL((await open(url)).url)
    expect(Number(issued.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(2)
    await db().capability.update({ where: { id: linkId }, data: { expiresAt: new Date(Date.now() + 900) } })
    await expect(open(url), 'less than a second is left').rejects.toMatchObject(NOT_FOUND)
    await db().$executeRaw`UPDATE "Capability" SET "expiresAt" = clock_timestamp() WHERE id = ${linkId}::uuid`
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
  })

  test('disabled it opens nothing and its URLs die; enabled it opens again; said twice it is said once', async () => {
    const { owner, url, linkId } = await shareByLink()
    const issued = (await open(url)).url
    await switchLink(owner, linkId, true)
    await switchLink(owner, linkId, true)
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    expect((await fetch(issued)).status).toBe(404)
    await switchLink(owner, linkId, false)
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
    const actions = await db().auditEvent.findMany({
      where: { subjectId: linkId },
      orderBy: { id: 'asc' },
      select: { action: true },
    })
    expect(actions.map(({ action }) => action)).toEqual(['link.created', 'link.disabled', 'link.enabled'])
  })

  test('deleted it is in no list, and cannot be brought back', async () => {
    const { owner, documentId, url, linkId } = await shareByLink()
    expect(await revoke(owner, [{ kind: 'LINK', id: linkId }])).toMatchObject({ links: 1 })
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
    expect((await listLinks(owner, documentId)).links).toEqual([])
    await expect(extendLink(owner, linkId, null)).rejects.toMatchObject(NOT_FOUND)
  })

  test('of 100 downloads at once of a link for seven, exactly seven are made', async () => {
    const { url, linkId, owner, documentId } = await shareByLink({ maxDownloads: 7 })
    const tried = await Promise.allSettled(Array.from({ length: 100 }, () => open(url)))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
    expect(await db().issuedUrl.count({ where: { capabilityId: linkId } })).toBe(7)
    expect((await listLinks(owner, documentId)).links[0]).toMatchObject({ state: 'USED_UP', downloads: 7 })
    await changeLink(owner, linkChanges(linkId, { maxDownloads: 8 }))
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
    await expect(open(url)).rejects.toMatchObject(NOT_FOUND)
  })

  test('the list names the last use and gives no token away', async () => {
    const { owner, documentId, url } = await shareByLink({ recipients: ['a@example.com', '@example.net'], label: 'x' })
    await open(url, { email: 'a@example.com' })
    const list = await listLinks(owner, documentId)
    expect(list.links[0]).toMatchObject({
      state: 'LIVING',
      giver: { isMe: true },
      recipients: ['@example.net', 'a@example.com'],
      password: false,
      downloads: 1,
      lastUsedAt: expect.any(String),
    })
    expect(list.terms).toMatchObject({ mail: true, gate: 'NONE', linksAllowed: true, opensInline: true })
    expect(JSON.stringify(list)).not.toContain(tokenOf(url))
    expect(JSON.stringify(list)).not.toContain('argon2id')
  })

  test('a person who reads by a right of their own goes on when a link is taken away', async () => {
    const { owner, documentId, url, linkId } = await shareByLink()
    await open(url)
    await revoke(owner, [{ kind: 'LINK', id: linkId }])
    expect((await fetch((await mint(owner, documentId)).url)).status).toBe(200)
  })
})
