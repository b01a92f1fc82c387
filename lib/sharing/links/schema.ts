import { z } from 'zod'
import { documentId } from '../../documents/schema'
import {
  MAX_DOWNLOADS,
  MAX_LABEL,
  MAX_LINK_PASSWORD,
  MAX_RECIPIENTS,
  MIN_LINK_PASSWORD,
  type LINK_STATES,
} from './limits'

// Client-safe: what the share dialog and the server say to each other about links.

const DOMAIN = /^@(?=.{3,250}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/

/** Whom a link is for: an address, or everybody at a `@domain`. Kept in lower case. */
export const recipient = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((text) => DOMAIN.test(text) || z.email().safeParse(text).success, {
    error: ({ input }) => `“${String(input)}” is neither an email address nor a domain such as @example.com.`,
  })

const label = z
  .string()
  .transform((text) =>
    text
      .toWellFormed()
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
      .trim(),
  )
  .pipe(z.string().max(MAX_LABEL, `A label has at most ${MAX_LABEL} characters.`))

const password = z
  .string()
  .min(MIN_LINK_PASSWORD, `A password of a link has at least ${MIN_LINK_PASSWORD} characters.`)
  .max(MAX_LINK_PASSWORD, `A password of a link has at most ${MAX_LINK_PASSWORD} characters.`)

const maxDownloads = z
  .int('The number of downloads is a whole number.')
  .min(1, 'A link that nobody may use has no use. Allow at least one download.')
  .max(MAX_DOWNLOADS)
  .nullable()

/** Null: it does not end by itself. */
const expiresAt = z.coerce.date('That is not a date.').nullable()

const terms = {
  label,
  maxDownloads,
  recipients: z
    .array(recipient)
    .max(MAX_RECIPIENTS, `A link is for at most ${MAX_RECIPIENTS} recipients.`)
    .transform((all) => [...new Set(all)].toSorted()),
  viewOnly: z.boolean(),
  notifyOnOpen: z.boolean(),
}

export const createLinkInput = z.object({ documentId, ...terms, expiresAt, password: password.nullable() })
export type CreateLinkInput = z.output<typeof createLinkInput>

export const linkId = z.uuid({ error: 'That is not the id of a link.' })
/** A password that is left out stays as it is; null takes it away. */
export const changeLinkInput = z.object({ linkId, ...terms, expiresAt, password: password.nullable().optional() })
export type ChangeLinkInput = z.output<typeof changeLinkInput>
/** Some of it; what is undefined stays. */
export type LinkPatch = { [Term in keyof Omit<ChangeLinkInput, 'linkId'>]?: ChangeLinkInput[Term] | undefined }

export const extendLinkInput = z.object({ linkId, expiresAt })
export const switchLinkInput = z.object({ linkId, disabled: z.boolean() })

export type LinkState = keyof typeof LINK_STATES

export type LinkRow = {
  id: string
  label: string
  state: LinkState
  giver: { name: string; isMe: boolean }
  /** Whether the reader may change and delete it. */
  mayChange: boolean
  /** ISO 8601, like all times here. Null: it does not end by itself. */
  endsAt: string | null
  expiresAt: string | null
  password: boolean
  recipients: string[]
  viewOnly: boolean
  notifyOnOpen: boolean
  maxDownloads: number | null
  downloads: number
  lastUsedAt: string | null
}

/** What the dialog knows by itself. */
export type LinkDetails = LinkRow & {
  documentId: string
  giverId: string
  createdAt: string
  mailed: boolean
  version: number
}

/** What a form needs to know before somebody fills it in. */
export type LinkTerms = {
  linksAllowed: boolean
  frozen: boolean
  gate: 'NONE' | 'EITHER' | 'PASSWORD' | 'RECIPIENTS'
  longestDays: number | null
  domains: string[]
  /** Whether mail is set up: codes for recipients and notices need it. */
  mail: boolean
  /** Whether view-only has a sense: a browser can show this kind of file. */
  opensInline: boolean
}

export type LinkList = { links: LinkDetails[]; terms: LinkTerms }
/** The address is in no other answer: only the hash of its token is kept. */
export type NewLink = { linkId: string; url: string }
