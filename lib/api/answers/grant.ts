import { z } from 'zod'
import { GRANT_ROLES } from '../../sharing/grants/roles'
import type { GrantRow } from '../../sharing/grants/schema'
import { group, named, person, time, viewOnly } from './parts'
import { wordOf, words } from './words'

export const grant = z
  .object({
    id: z.uuid(),
    documentId: z.uuid(),
    person: person.nullable().meta({ description: 'Whom it was given to; null for a group.' }),
    group: group.nullable().meta({ description: 'Which group it was given to; null for a person.' }),
    role: words(GRANT_ROLES),
    viewOnly,
    createdAt: time,
    expiresAt: time.nullable().meta({ description: 'Null: it does not end by itself.' }),
    giver: named.meta({ description: 'Who set its terms last.' }),
    dormant: z
      .boolean()
      .meta({ description: 'It opens nothing now, because its person is disabled; enabled again, they have it back.' }),
    mayChange: z.boolean().meta({ description: 'Whether you may change and revoke it.' }),
  })
  .meta({ id: 'Grant' })

export function toGrant(documentId: string, row: GrantRow): z.output<typeof grant> {
  const { id, grantee, role, viewOnly, createdAt, expiresAt, giver, dormant, mayChange } = row
  const { kind, id: granteeId, name, email, people } = grantee
  return {
    id,
    documentId,
    person: kind === 'USER' ? { id: granteeId, name, email: email ?? '' } : null,
    group: kind === 'GROUP' ? { id: granteeId, name, people: people ?? 0 } : null,
    role: wordOf(role),
    viewOnly,
    createdAt,
    expiresAt,
    giver: { id: giver.id, name: giver.name },
    dormant,
    mayChange,
  }
}
