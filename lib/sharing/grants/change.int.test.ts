import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '../../db'
import { deleteDocument } from '../../documents/delete'
import { mint, mintLink } from '../../documents/mint'
import { cast, PLAIN_TERMS as PLAIN, toPerson } from '../../testing/cast'
import { makeLink } from '../../testing/sharing'
import { listGrants } from './list'
import { changeGrant } from './change'
import { giveGrant } from './give'
import { revoke } from '../revoke'

const status = async (url: string) => (await fetch(url)).status

beforeAll(async () => {
  // URLs of an hour: dying of age does not count here.
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
})
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

describe('narrowing', () => {
  test.each([
    ['viewing alone', { ...PLAIN, viewOnly: true }],
    ['a nearer end', { ...PLAIN, expiresAt: new Date(Date.now() + 60_000) }],
  ])('to %s kills what was handed out within the answer', async (_, terms) => {
    const { documentId, grants, who } = await cast()
    const { url } = await mint(who.viewer, documentId)
    expect(await status(url)).toBe(200)
    const after = await changeGrant(who.owner, { documentId, grantId: grants.viewer.id, ...terms })
    expect(after).toMatchObject({ urlsKilled: 1, urlsPending: 0 })
    expect(await status(url)).toBe(404)
  })

  test('an editor to a viewer leaves their own URLs, and kills those of links that they gave', async () => {
    const { documentId, grants, who } = await cast()
    const link = await makeLink(documentId, who.editor)
    const [own, visitors] = [
      await mint(who.editor, documentId),
      await mintLink(link.visit, { disposition: 'attachment' }),
    ]
    const after = await changeGrant(who.owner, { documentId, grantId: grants.editor.id, ...PLAIN })
    expect(after.urlsKilled).toBe(1)
    expect(await status(visitors.url)).toBe(404)
    // The object has moved for everybody; who still may gets another URL at once.
    expect(await status(own.url)).toBe(404)
    expect(await status((await mint(who.editor, documentId)).url)).toBe(200)
  })

  test('nothing: a later end and a better role move nothing', async () => {
    const { documentId, grants, who } = await cast()
    const { url } = await mint(who.viewer, documentId)
    const after = await changeGrant(who.owner, { documentId, grantId: grants.viewer.id, ...PLAIN, role: 'EDITOR' })
    expect(after.urlsKilled).toBe(0)
    expect(await status(url)).toBe(200)
  })
})

describe('attacks', () => {
  test('a grant of another document is not there', async () => {
    const [one, two] = [await cast(), await cast()]
    const { documentId } = one
    const change = changeGrant(one.who.owner, { documentId, grantId: two.grants.viewer.id, ...PLAIN, role: 'EDITOR' })
    await expect(change).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(revoke(one.who.owner, [two.grants.viewer])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const link = await makeLink(documentId, one.who.owner)
    await expect(changeGrant(one.who.owner, { documentId, grantId: link.way.id, ...PLAIN })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const grant = await db().capability.findUniqueOrThrow({ where: { id: two.grants.viewer.id } })
    expect(grant).toMatchObject({ role: 'VIEWER', revokedAt: null })
  })

  test('a grant that was revoked cannot be changed; revoking twice counts nothing', async () => {
    const { documentId, grants, who } = await cast()
    expect(await revoke(who.owner, [grants.viewer])).toMatchObject({ grants: 1 })
    expect(await revoke(who.owner, [grants.viewer])).toMatchObject({ grants: 0, urlsKilled: 0 })
    await expect(changeGrant(who.owner, { documentId, grantId: grants.viewer.id, ...PLAIN })).rejects.toMatchObject({
      message: 'This was taken away in the meantime.',
    })
  })

  test('of a document that was deleted meanwhile nothing can be given or changed', async () => {
    const { documentId, grants, who } = await cast()
    await deleteDocument(who.owner, documentId)
    const give = giveGrant(who.owner, { documentId, grantee: toPerson(who.stranger), ...PLAIN })
    await expect(give).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const change = changeGrant(who.owner, { documentId, grantId: grants.viewer.id, ...PLAIN })
    await expect(change).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(listGrants(who.owner, documentId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
