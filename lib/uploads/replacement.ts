import 'server-only'
import { record } from '../audit/record'
import type { Db } from '../db'
import { doom } from '../documents/doom'
import { holdsRight } from '../documents/hold-right'
import { uncharge } from '../quotas/charge'
import { finish, refuse, serve } from './ending'
import type { Checked } from './frozen'
import type { Claim } from './lease'

/**
 * Puts a new file behind a document that is READY: from the commit on its links and grants give the new bytes, and the
 * old ones are doomed together with every URL that was handed out for them. Rejected when whoever began it may not
 * replace the file any more. Null as finish().
 */
export async function publishReplacement(held: Claim, object: Checked): Promise<'ready' | 'rejected' | null> {
  const { documentId, uploaderId, agentTokenId } = held
  return finish(held, async (tx) => {
    if (!(await holdsRight(tx, { documentId, userId: uploaderId, agentTokenId }, 'replace'))) {
      await refuse(tx, held, { code: 'right-lost' })
      return 'rejected'
    }
    const before = await tx.document.findUniqueOrThrow({
      where: { id: documentId },
      select: { objectId: true, size: true },
    })
    await serve(tx, held, object)
    const urls = before.objectId === null ? 0 : await retire(tx, before.objectId)
    await uncharge(tx, documentId, object.size)
    const sizes = { bytes: object.size, bytesBefore: Number(before.size) }
    // As record() has it of an agent that acts itself.
    const agent = agentTokenId && { agent: agentTokenId }
    const details = { ...sizes, contentType: object.contentType, urls, ...agent }
    await record(tx, { action: 'document.replaced', actor: null, actorId: uploaderId, documentId, details })
    return 'ready'
  })
}

/** Answers how many living URLs die with it. */
async function retire(tx: Db, objectId: string): Promise<number> {
  await doom(tx, { id: objectId })
  const now = new Date()
  const { count } = await tx.issuedUrl.updateMany({
    where: { objectId, killedAt: null, expiresAt: { gt: now } },
    data: { killedAt: now },
  })
  return count
}
