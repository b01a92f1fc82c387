/** What a grant can make of somebody. */
export const GRANT_ROLES = ['VIEWER', 'EDITOR'] as const
export type GrantRole = (typeof GRANT_ROLES)[number]
