import type { MemberRow } from '@/lib/members/schema'

export type MemberView = Omit<MemberRow, 'createdAt' | 'lastSeenAt'> & { createdAt: string; lastSeenAt: string | null }

export const ROLE_WORDS = { ADMIN: 'Administrator', MEMBER: 'Member' } as const

/** What a dialog on the members page is about. */
export type MemberAsking =
  | { kind: 'invite' }
  | { kind: 'role' | 'disable' | 'enable' | 'reset' | 'renew'; member: MemberView }
  | { kind: 'link'; link: 'invitation' | 'reset'; name: string; url: string }
