/** What one member's documents take. `own`: the limit is theirs, not that of all members. */
export type MemberUseView = {
  userId: string
  name: string
  email: string
  usedBytes: number
  quotaBytes: number | null
  own: boolean
}
