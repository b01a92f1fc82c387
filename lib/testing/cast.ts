import type { UserPrincipal } from '../auth/principal'
import type { GrantRole } from '../sharing/grants/roles'
import type { GranteeRef } from '../sharing/grants/schema'
import { makePerson } from './people'
import { giveTo } from './sharing'
import { makeReady } from './upload'

/** The terms of a grant that nothing was chosen for. */
export const PLAIN_TERMS = { role: 'VIEWER' as GrantRole, viewOnly: false, expiresAt: null }

export const toPerson = ({ userId }: UserPrincipal): GranteeRef => ({ kind: 'USER', id: userId })

/** A document with everybody who can have something to do with it. */
export async function cast() {
  const [owner, editor, viewer, admin, stranger] = [
    await makePerson(),
    await makePerson(),
    await makePerson(),
    await makePerson('ADMIN'),
    await makePerson(),
  ]
  const { documentId } = await makeReady(owner)
  const grants = {
    editor: await giveTo(editor, documentId, owner, { role: 'EDITOR' }),
    viewer: await giveTo(viewer, documentId, owner),
  }
  return { documentId, grants, who: { owner, editor, viewer, admin, stranger } }
}
