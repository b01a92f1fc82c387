import { expect, test } from 'vitest'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { documentsWhere, type Right } from './access'
import { deleteDocument } from './delete'
import { listPage } from './list'
import { mint } from './mint'
import { renameDocument } from './rename'

// The matrix: every way to hold a right (or not to) × everything one can do. What the list shows, what mint gives and
// what the actions do must agree, since all of them read one rule.

type Holder =
  | 'owner'
  | 'editor'
  | 'viewer'
  | 'group viewer'
  | 'view-only'
  | 'expired'
  | 'revoked'
  | 'former group'
  | 'stranger'
  | 'administrator'
  | 'disabled owner'

type May = Record<'see' | 'download' | 'rename' | 'share' | 'transfer' | 'delete', boolean>

const MATRIX: Record<Holder, May> = {
  owner: { see: true, download: true, rename: true, share: true, transfer: true, delete: true },
  editor: { see: true, download: true, rename: true, share: true, transfer: false, delete: false },
  viewer: { see: true, download: true, rename: false, share: false, transfer: false, delete: false },
  'group viewer': { see: true, download: true, rename: false, share: false, transfer: false, delete: false },
  'view-only': { see: true, download: false, rename: false, share: false, transfer: false, delete: false },
  expired: { see: false, download: false, rename: false, share: false, transfer: false, delete: false },
  revoked: { see: false, download: false, rename: false, share: false, transfer: false, delete: false },
  'former group': { see: false, download: false, rename: false, share: false, transfer: false, delete: false },
  stranger: { see: false, download: false, rename: false, share: false, transfer: false, delete: false },
  administrator: { see: false, download: false, rename: false, share: false, transfer: false, delete: false },
  'disabled owner': { see: false, download: false, rename: false, share: false, transfer: false, delete: false },
}

async function hold(holder: Holder) {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner)
  if (holder === 'owner') return { principal: owner, documentId }
  if (holder === 'disabled owner') {
    await db().user.update({ where: { id: owner.userId }, data: { disabledAt: new Date() } })
    return { principal: owner, documentId }
  }
  const principal = await makePerson(holder === 'administrator' ? 'ADMIN' : 'MEMBER')
  const grant = { documentId, giverId: owner.userId }
  const toPerson = { ...grant, kind: 'USER' as const, userId: principal.userId }
  if (holder === 'editor') await db().capability.create({ data: { ...toPerson, role: 'EDITOR' } })
  if (holder === 'viewer') await db().capability.create({ data: toPerson })
  if (holder === 'view-only') await db().capability.create({ data: { ...toPerson, viewOnly: true } })
  if (holder === 'expired') await db().capability.create({ data: { ...toPerson, expiresAt: new Date(Date.now() - 1) } })
  if (holder === 'revoked') await db().capability.create({ data: { ...toPerson, revokedAt: new Date() } })
  if (holder === 'group viewer' || holder === 'former group') {
    const group = await db().group.create({ data: { name: `Board ${documentId}` } })
    await db().capability.create({ data: { ...grant, kind: 'GROUP', groupId: group.id } })
    const members = holder === 'group viewer' ? [{ groupId: group.id, userId: principal.userId }] : []
    await db().groupMember.createMany({ data: members })
  }
  return { principal, documentId }
}

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error: { code?: string }) => {
      // Only the one refusal counts as one.
      expect(error.code).toBe('NOT_FOUND')
      return false
    },
  )

test.each(Object.entries(MATRIX) as [Holder, May][])('%s may exactly what the table says', async (holder, may) => {
  const { principal, documentId } = await hold(holder)
  const found = async (right: Right) =>
    (await db().document.count({ where: { AND: [{ id: documentId }, documentsWhere(principal, right)] } })) === 1
  expect(await found('see')).toBe(may.see)
  const { rows } = await listPage(principal, { sort: 'created', direction: 'desc' })
  expect(rows.find(({ id }) => id === documentId)?.may).toEqual(
    may.see ? { ...may, see: undefined, open: true, replace: may.rename } : undefined,
  )
  expect(await succeeds(mint(principal, documentId))).toBe(may.download)
  expect(await succeeds(renameDocument(principal, documentId, 'renamed.pdf'))).toBe(may.rename)
  expect(await succeeds(deleteDocument(principal, documentId))).toBe(may.delete)
})
