import 'server-only'
import { record } from '../../audit/record'
import { hashPassword } from '../../auth/passwords'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { documentsWhere, lockDocument } from '../../documents/access'
import { AppError } from '../../errors'
import { notifyDocuments } from '../../live/notify'
import { assertMayShareOutside } from '../agent'
import { auditedTerms } from './audited'
import { assertAllowed, readRules } from './rules'
import type { CreateLinkInput, NewLink } from './schema'
import { linkTokenHash, linkUrl, newLinkToken } from './token'

/**
 * Makes a link to a document. Its address is in this answer and nowhere else.
 * @throws NOT_FOUND without the right to share; BAD_INPUT against the organisation's rules; MAIL_OFF when it needs mail;
 * OUTSIDE_OFF for an agent where the policy says so
 */
export async function createLink(principal: Principal, input: CreateLinkInput): Promise<NewLink> {
  const { documentId, label, recipients, viewOnly, expiresAt, maxDownloads, notifyOnOpen } = input
  const token = newLinkToken()
  // Hashed before the transaction: it takes milliseconds during which no row should be locked.
  const passwordHash = input.password === null ? null : await hashPassword(input.password)
  return db().$transaction(async (tx) => {
    const startsAt = new Date()
    await assertMayShareOutside(tx, principal)
    const rules = await readRules(tx)
    await lockDocument(tx, documentId)
    const document = await tx.document.findFirst({
      where: { AND: [{ id: documentId }, documentsWhere(principal, 'share')] },
      select: { status: true, opensInline: true },
    })
    if (!document) throw new AppError('NOT_FOUND')
    assertAllowed(rules, { hasPassword: passwordHash !== null, recipients, expiresAt, startsAt, notifyOnOpen })
    assertViewable(document, viewOnly)
    const { id: linkId } = await tx.capability.create({
      data: { kind: 'LINK', documentId, giverId: principal.userId, viewOnly, expiresAt },
      select: { id: true },
    })
    await tx.link.create({
      data: {
        capabilityId: linkId,
        label,
        passwordHash,
        maxDownloads,
        notifyOnOpen,
        startsAt,
        tokenHash: linkTokenHash(token),
        recipients: { create: recipients.map((address) => ({ address })) },
      },
      select: { capabilityId: true },
    })
    const details = auditedTerms({ ...input, password: passwordHash !== null })
    await record(tx, { action: 'link.created', actor: principal, documentId, subjectId: linkId, details })
    await notifyDocuments(tx, [documentId])
    return { linkId, url: linkUrl(token) }
  })
}

/** View-only is a promise about what a browser can show; of other files it would leave nothing. */
export function assertViewable(document: { status: string; opensInline: boolean }, viewOnly: boolean): void {
  if (!viewOnly || document.opensInline || document.status !== 'READY') return
  throw new AppError('BAD_INPUT', 'Browsers cannot show this kind of file, so it cannot be view-only. Allow downloads.')
}
