import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import { listPage } from '../../documents/list'
import { mint } from '../../documents/mint'
import { cast, PLAIN_TERMS as PLAIN, toPerson } from '../../testing/cast'
import { makePerson } from '../../testing/people'
import { giveTo } from '../../testing/sharing'
import { searchGrantees } from './grantees'
import { listGrants } from './list'
import { changeGrant } from './change'
import { giveGrant } from './give'
import type { GrantRole } from './roles'
import type { GranteeRef } from './schema'
import { revoke } from '../revoke'

const inAnHour = () => new Date(Date.now() + 3_600_000)
const status = async (url: string) => (await fetch(url)).status
const sees = async (principal: UserPrincipal, documentId: string) =>
  (await listPage(principal, { sort: 'created', direction: 'desc' })).rows.some(({ id }) => id === documentId)

beforeAll(async () => {
  // URLs of an hour: dying of age does not count here.
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
})
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

type Role = 'owner' | 'editor' | 'viewer' | 'admin' | 'stranger'
type Answer = 'ok' | 'NOT_FOUND' | 'NOT_ALLOWED'
const answerOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? 'something else',
  )

describe('the table of rights', () => {
  const TABLE: Record<
    Role,
    Record<'give' | 'giveEditor' | 'change' | 'changeOwn' | 'take' | 'list' | 'search', Answer>
  > = {
    owner: { give: 'ok', giveEditor: 'ok', change: 'ok', changeOwn: 'ok', take: 'ok', list: 'ok', search: 'ok' },
    editor: {
      give: 'ok',
      giveEditor: 'NOT_ALLOWED',
      change: 'NOT_ALLOWED',
      changeOwn: 'ok',
      take: 'NOT_FOUND',
      list: 'ok',
      search: 'ok',
    },
    viewer: none('NOT_FOUND'),
    // Takes away everything, looks people up for a transfer, and gives nothing: that would be a way to read.
    admin: { ...none('NOT_FOUND'), take: 'ok', search: 'ok' },
    stranger: none('NOT_FOUND'),
  }

  function none(answer: Answer) {
    return {
      give: answer,
      giveEditor: answer,
      change: answer,
      changeOwn: answer,
      take: answer,
      list: answer,
      search: answer,
    }
  }

  test.each(Object.keys(TABLE) as Role[])('%s may exactly what it says', async (role) => {
    const { documentId, grants, who } = await cast()
    const principal = who[role]
    const [one, two, three] = [await makePerson(), await makePerson(), await makePerson()]
    const own = await giveTo(three, documentId, principal)
    const give = (to: UserPrincipal, as: GrantRole) =>
      answerOf(giveGrant(principal, { documentId, grantee: toPerson(to), ...PLAIN, role: as }))
    const change = (grantId: string) => answerOf(changeGrant(principal, { documentId, grantId, ...PLAIN }))
    expect({
      give: await give(one, 'VIEWER'),
      giveEditor: await give(two, 'EDITOR'),
      change: await change(grants.viewer.id),
      changeOwn: await change(own.id),
      list: await answerOf(listGrants(principal, documentId)),
      search: await answerOf(searchGrantees(principal, documentId, 'person')),
      take: await answerOf(revoke(principal, [grants.viewer])),
    }).toEqual(TABLE[role])
  })
})

describe('giving', () => {
  test('opens the document to a person and to a group, at once, and says so in the audit', async () => {
    const { documentId, who } = await cast()
    const reader = await makePerson()
    expect(await sees(who.stranger, documentId)).toBe(false)
    await giveGrant(who.owner, { documentId, grantee: toPerson(who.stranger), ...PLAIN })
    expect(await sees(who.stranger, documentId)).toBe(true)
    expect(await status((await mint(who.stranger, documentId)).url)).toBe(200)

    const group = await db().group.create({
      data: { name: randomUUID(), members: { create: { userId: reader.userId } } },
    })
    const given = await giveGrant(who.owner, { documentId, grantee: { kind: 'GROUP', id: group.id }, ...PLAIN })
    expect(await status((await mint(reader, documentId)).url)).toBe(200)
    expect(given.rows.at(-1)).toMatchObject({ grantee: { kind: 'GROUP', name: group.name, people: 1 }, dormant: false })
    const rows = await db().auditEvent.findMany({
      where: { documentId, action: 'grant.given' },
      orderBy: { id: 'asc' },
      select: { details: true },
    })
    expect(rows.map(({ details }) => details)).toMatchObject([
      { kind: 'USER', to: who.stranger.userId, role: 'VIEWER', viewOnly: false, expiresAt: null },
      { kind: 'GROUP', to: group.id },
    ])
  })

  test('is refused to oneself, to the owner, to nobody and to the disabled, in a sentence', async () => {
    const { documentId, who } = await cast()
    const disabled = await makePerson()
    await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
    const give = (grantee: GranteeRef, as = who.owner) => giveGrant(as, { documentId, grantee, ...PLAIN })
    await expect(give(toPerson(who.owner))).rejects.toMatchObject({ code: 'BAD_INPUT', message: /already/ })
    await expect(give(toPerson(who.editor), who.editor)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await expect(give(toPerson(who.owner), who.editor)).rejects.toMatchObject({ message: /owns the document/ })
    await expect(give(toPerson(disabled))).rejects.toMatchObject({ code: 'NOT_FOUND', message: /no such member/ })
    await expect(give({ kind: 'GROUP', id: randomUUID() })).rejects.toMatchObject({ message: /no such group/ })
    await expect(
      giveGrant(who.owner, {
        documentId,
        grantee: toPerson(who.stranger),
        ...PLAIN,
        expiresAt: new Date(Date.now() - 1000),
      }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })

  test('again changes what is there, and fifty times at once makes one grant', async () => {
    const { documentId, who } = await cast()
    const give = (role: GrantRole) =>
      giveGrant(who.owner, { documentId, grantee: toPerson(who.stranger), ...PLAIN, role })
    await Promise.all(Array.from({ length: 50 }, () => give('VIEWER')))
    await give('EDITOR')
    const grants = await db().capability.findMany({ where: { documentId, userId: who.stranger.userId } })
    expect(grants).toHaveLength(1)
    expect(grants[0]).toMatchObject({ role: 'EDITOR', revokedAt: null })
    const actions = await db().auditEvent.groupBy({
      by: ['action'],
      where: { subjectId: grants[0]!.id },
      _count: { id: true },
    })
    expect(new Map(actions.map(({ action, _count }) => [action, _count.id]))).toEqual(
      new Map([
        ['grant.given', 1],
        ['grant.changed', 50],
      ]),
    )
  })

  test('brings a grant back that has run out, for an editor too, whoever gave it', async () => {
    const { documentId, who } = await cast()
    const { id } = await giveTo(who.stranger, documentId, who.owner, {
      role: 'EDITOR',
      expiresAt: new Date(Date.now() - 1),
    })
    expect((await listGrants(who.owner, documentId)).rows.map((row) => row.id)).not.toContain(id)
    await giveGrant(who.editor, { documentId, grantee: toPerson(who.stranger), ...PLAIN })
    const { rows } = await listGrants(who.editor, documentId)
    expect(rows.find((row) => row.id === id)).toMatchObject({
      role: 'VIEWER',
      expiresAt: null,
      giver: { id: who.editor.userId },
      mayChange: true,
    })
    expect(await status((await mint(who.stranger, documentId)).url)).toBe(200)
  })

  test('never makes an editor the judge of what the owner gave', async () => {
    const { documentId, grants, who } = await cast()
    const again = giveGrant(who.editor, { documentId, grantee: toPerson(who.viewer), ...PLAIN, viewOnly: true })
    await expect(again).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    const { rows } = await listGrants(who.editor, documentId)
    expect(rows.find(({ id }) => id === grants.viewer.id)?.mayChange).toBe(false)
    // What the owner changed of an editor's is the owner's from then on.
    const own = await giveTo(who.stranger, documentId, who.editor)
    await changeGrant(who.owner, { documentId, grantId: own.id, ...PLAIN, expiresAt: inAnHour() })
    await expect(changeGrant(who.editor, { documentId, grantId: own.id, ...PLAIN })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})

test('the search finds ten at most, who begin with it first, and never oneself, the owner or the disabled', async () => {
  const { documentId, who } = await cast()
  const word = `Zyx${randomUUID().slice(0, 8)}`
  const named = (name: string, more = {}) =>
    db().user.create({ data: { name, email: `${randomUUID()}@example.com`, ...more }, select: { id: true } })
  for (const { userId } of [who.owner, who.editor])
    await db().user.update({ where: { id: userId }, data: { name: word } })
  await named(`Anna ${word}`)
  await named(`${word} disabled`, { disabledAt: new Date() })
  const group = await db().group.create({ data: { name: `${word} board` } })
  const search = (query: string) => searchGrantees(who.editor, documentId, query)
  expect(await search(word.toLowerCase())).toEqual([
    { kind: 'GROUP', id: group.id, name: `${word} board`, email: null, people: 0 },
    expect.objectContaining({ kind: 'USER', name: `Anna ${word}`, people: null }),
  ])
  for (let n = 0; n < 12; n++) await named(`${word} ${n}`)
  const found = await search(word)
  expect(found).toHaveLength(10)
  expect(found.every(({ name }) => name.startsWith(word))).toBe(true)
  // Not a pattern.
  expect(await search(`${word.slice(0, 4)}%`)).toEqual([])
  expect(await search(who.viewer.email)).toMatchObject([{ id: who.viewer.userId }])
})
