import type { GrantRole } from '@/lib/sharing/grants/roles'
import type { Grantee } from '@/lib/sharing/grants/schema'

export const GRANT_ROLE_WORDS = { VIEWER: 'Viewer', EDITOR: 'Editor' } as const satisfies Record<GrantRole, string>

export function peopleWord(people: number): string {
  if (people === 0) return 'nobody in it'
  return people === 1 ? '1 person' : `${people.toLocaleString('en')} people`
}

/** What tells two of one name apart. */
export function granteeNote({ email, people }: Grantee): string {
  return email ?? `Group, ${peopleWord(people ?? 0)}`
}
