import type { MemberRow } from '@/lib/members/schema'

export type MemberView = Omit<MemberRow, 'createdAt' | 'lastSeenAt'> & { createdAt: string; lastSeenAt: string | null }

export const ROLE_WORDS = { ADMIN: 'Administrator', MEMBER: 'Member' } as const

/** What a dialog on the members page is about. */
export type MemberAsking =
  | { kind: 'invite' }
  | { kind: 'role' | 'disable' | 'enable' | 'reset' | 'renew' | 'remove'; member: MemberView }
  /** `mailedTo`: where the same link went by mail; null where there is no mail. */
  | { kind: 'link'; link: 'invitation' | 'reset'; name: string; url: string; mailedTo: string | null }
