import type { MyLink } from './mine'
import type { ChangeLinkInput } from './schema'

type Terms = Omit<ChangeLinkInput, 'linkId' | 'password'> & { passwordHash: string | null }

/**
 * Whether a change lets somebody in, for something or until a time that the link did not allow. Another password counts:
 * whoever sets one can pass it on.
 */
export function widens({ link, viewOnly, expiresAt }: MyLink, after: Terms): boolean {
  const before = link.recipients.map(({ address }) => address)
  const later = (a: Date | number | null, b: Date | number | null) => (a ?? Infinity) > (b ?? Infinity)
  return (
    (link.passwordHash !== null && after.passwordHash !== link.passwordHash) ||
    (before.length > 0 && (after.recipients.length === 0 || after.recipients.some((one) => !before.includes(one)))) ||
    (viewOnly && !after.viewOnly) ||
    later(after.maxDownloads, link.maxDownloads) ||
    later(after.expiresAt, expiresAt)
  )
}
