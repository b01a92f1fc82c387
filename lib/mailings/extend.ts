import 'server-only'
import { recordMany } from '../audit/record'
import type { Principal } from '../auth/principal'
import { AppError } from '../errors'
import { again } from './again'

/**
 * Lets what was sent live on, also when it has ended: `seconds` from now. The addresses in the messages stay good.
 * @throws NOT_FOUND, CONFLICT for signed URLs, whose end is part of them, and for what was revoked; BAD_INPUT
 */
export async function extendMail(
  principal: Principal,
  { recipientIds, seconds }: { recipientIds: readonly string[]; seconds: number },
): Promise<{ extended: number }> {
  const { recipients } = await again(
    principal,
    recipientIds,
    () => seconds,
    async (tx, links, lifeOf) => {
      if (links.some(({ delivery }) => delivery === 'DIRECT')) {
        throw new AppError('CONFLICT', 'The end of a signed URL is part of it. Send it again to give it a later one.')
      }
      const [first] = links
      if (!first) return
      const { startsAt, endsAt } = lifeOf(first)
      const linkIds = links.map(({ linkId }) => linkId)
      await tx.capability.updateMany({ where: { id: { in: linkIds } }, data: { expiresAt: endsAt } })
      await tx.link.updateMany({ where: { capabilityId: { in: linkIds } }, data: { startsAt } })
      // What is not sent yet will say the new end.
      await tx.mailingRecipient.updateMany({
        where: { id: { in: [...recipientIds] } },
        data: { endsAt, askedAt: null },
      })
      const details = { expiresAt: endsAt.toISOString() }
      await recordMany(
        tx,
        { action: 'link.extended', actor: principal },
        links.map(({ documentId, linkId }) => ({ documentId, subjectId: linkId, details })),
      )
    },
  )
  return { extended: recipients }
}
