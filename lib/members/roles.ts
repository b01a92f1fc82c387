export const MEMBER_ROLES = ['ADMIN', 'MEMBER'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]
