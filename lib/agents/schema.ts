import { z } from 'zod'
import { SCOPES, type Scope } from '../auth/scopes'
import { documentId } from '../documents/schema'
import { MAX_TOKEN_DOCUMENTS, MAX_TOKEN_NAME, TOKEN_SHOWS } from './limits'

// Client-safe: what the pages and the server say to each other about agent tokens.

const tokenName = z
  .string({ error: 'Give the token a name.' })
  .transform((name) =>
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim(),
  )
  .pipe(
    z.string().min(1, 'Give the token a name.').max(MAX_TOKEN_NAME, `A name has at most ${MAX_TOKEN_NAME} characters.`),
  )

export const newAgentTokenInput = z.object({
  name: tokenName,
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, 'Choose at least one scope.')
    .transform((chosen) => SCOPES.filter((scope) => chosen.includes(scope))),
  /** Null: whatever its person may open. */
  documentIds: z
    .array(documentId)
    .min(1, 'Choose at least one document, or let the token reach all.')
    .max(MAX_TOKEN_DOCUMENTS, `A token can be bound to at most ${MAX_TOKEN_DOCUMENTS} documents.`)
    .transform((ids) => [...new Set(ids)])
    .nullable(),
  /** ISO 8601. */
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Choose when the token ends.' })
    .transform((text) => new Date(text))
    .refine((at) => !Number.isNaN(at.getTime()), 'Choose when the token ends.'),
})
export type NewAgentTokenInput = z.output<typeof newAgentTokenInput>

/** The only time that the token itself is seen. */
export type MadeAgentToken = { tokenId: string; token: string }

export const agentTokenInput = z.object({ tokenId: z.uuid({ error: 'That is not the id of a token.' }) })

/** `disabled`: its person is, and it speaks again when they are enabled. */
export type AgentTokenState = 'living' | 'ended' | 'revoked' | 'disabled'

export type AgentTokenRow = {
  id: string
  name: string
  scopes: Scope[]
  /** How many documents it is bound to; null when it reaches whatever its person may. */
  documents: number | null
  /** ISO 8601, as all that follow. */
  createdAt: string
  /** When it ends: as it was made, or earlier by the organisation's policy. */
  endsAt: string
  lastUsedAt: string | null
  lastUsedIp: string | null
  state: AgentTokenState
}

/** One's own: `documentNames` are those of its documents that one may still see. */
export type OwnAgentToken = AgentTokenRow & { documentNames: string[] }

/** For administrators: whose it is. */
export type AnyAgentToken = AgentTokenRow & { person: { id: string; name: string; email: string } }
export type AgentTokenPage = { rows: AnyAgentToken[]; nextCursor: string | null }

export const agentTokensQuery = z.object({
  show: z.enum(TOKEN_SHOWS).default('living'),
  /** In names of tokens and people, in addresses; or a token, or its beginning, whose owner is looked for. */
  search: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\0'))
    .default(''),
  cursor: z.string().max(2000).optional(),
})
export type AgentTokensQuery = z.output<typeof agentTokensQuery>

/** What making a token has to keep. */
export type AgentTerms = { longestDays: number }
