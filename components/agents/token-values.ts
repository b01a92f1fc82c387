import { dayOf, endOfDay } from '@/components/sharing/day'
import type { Scope } from '@/lib/auth/scopes'
import { lifeChoices } from './token-words'

export type PickedDocument = { id: string; name: string }

/** The form of a new token as it is filled in. */
export type TokenValues = {
  name: string
  scopes: readonly Scope[]
  /** Null: whatever the person may open. */
  documents: readonly PickedDocument[] | null
  /** A number of days from now, or `day` (see there). */
  end: string
  day: string
}

const DAY_MS = 24 * 60 * 60_000

export function newTokenValues(longestDays: number): TokenValues {
  const choices = lifeChoices(longestDays)
  const usual = choices.find(({ days }) => days === 90) ?? choices.at(-1)!
  return { name: '', scopes: ['documents:read'], documents: null, end: String(usual.days), day: '' }
}

/** What the server is asked. An end that is none is its to refuse. */
export function tokenInput({ name, scopes, documents, end, day }: TokenValues, now = Date.now()) {
  const expiresAt = end === 'day' ? (endOfDay(day) ?? '') : new Date(now + Number(end) * DAY_MS).toISOString()
  return { name, scopes: [...scopes], documentIds: documents?.map(({ id }) => id) ?? null, expiresAt }
}

/** The last day whose end the organisation still allows. */
export function lastDay(longestDays: number, now = Date.now()): string {
  return dayOf(new Date(now + (longestDays - 1) * DAY_MS).toISOString())
}
