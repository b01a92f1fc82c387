import type { AgentTokenRow, AgentTokenState } from '@/lib/agents/schema'
import type { Scope } from '@/lib/auth/scopes'

type Words = { name: string; means: string }

/** What each scope lets software do, in words. */
export const SCOPE_WORDS: Readonly<Record<Scope, Words>> = {
  'documents:read': { name: 'Read documents', means: 'lists documents, searches them and downloads them' },
  'documents:write': { name: 'Change documents', means: 'uploads, renames, replaces and deletes documents' },
  'shares:read': { name: 'See sharing', means: 'sees who can open a document, and its links' },
  'shares:write': { name: 'Share', means: 'shares documents, makes links, sends mail, and revokes all that' },
  'audit:read': { name: 'Read the audit', means: 'reads what happened, as administrators can' },
}

type Tag = { tone: 'seal' | 'plain' | 'amber'; word: string }

export const STATE_TAGS: Readonly<Record<AgentTokenState, Tag>> = {
  living: { tone: 'seal', word: 'Living' },
  ended: { tone: 'plain', word: 'Ended' },
  revoked: { tone: 'plain', word: 'Revoked' },
  disabled: { tone: 'amber', word: 'Person disabled' },
}

/** What can still be taken away: a token whose person is disabled would speak again with them. */
export const isRevocable = ({ state }: Pick<AgentTokenRow, 'state'>) => state === 'living' || state === 'disabled'

/** “All”, “1 document”, “12 documents”; bound to documents that were all deleted, it reaches nothing. */
export function reachWords(documents: number | null): string {
  if (documents === null) return 'All'
  if (documents === 0) return 'None left'
  return documents === 1 ? '1 document' : `${documents} documents`
}

/** The choices for a token's end in days, none longer than the organisation allows. */
export function lifeChoices(longestDays: number): { days: number; word: string }[] {
  const usual = [7, 30, 90, 365].filter((days) => days <= longestDays)
  const all = usual.length > 0 ? usual : [longestDays]
  return all.map((days) => ({ days, word: days === 1 ? 'In one day' : days === 365 ? 'In a year' : `In ${days} days` }))
}
