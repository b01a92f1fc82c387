import type { RevokeAnswer } from '../revoke-answer'

// Client-safe: a revocation of many ways in, before, while and after it runs.

/** What would become of it, worked out by the permission rule itself. */
export type RevocationEffect = {
  grants: number
  links: number
  tokens: number
  urls: number
  /** People who lose access, each counted once, and the documents that somebody loses. */
  people: number
  documents: number
  /** People who keep another right in a document where they lose one, and the first few of their names. */
  keep: number
  keepNames: string[]
  /** Links beside those that are ticked, which stop because who gave them may no longer share. */
  linksStopping: number
  /** Living URLs that stop to answer. */
  urlsKilled: number
}

/** Fixed as it was looked at: starting it revokes these ways in and no others. */
export type PreparedRevocation = { id: string; total: number; effect: RevocationEffect }

export type RevocationProgress = {
  id: string
  total: number
  done: number
  startedAt: string
  /** Null while it is running. */
  answer: RevokeAnswer | null
  actor: { id: string; name: string }
}
