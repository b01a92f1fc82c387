import 'server-only'
import { z } from 'zod'
import type { ClientInfo } from './principal'
import { clientInfo } from './client-info'
import { overHttps } from './cookies'
import { readSigned, signValue } from './signed-value'

/** What somebody proved to one version of a link. It opens nothing without the link's token. */
export type LinkProof = {
  linkId: string
  version: number
  /** Lower case; null while no address was proved. */
  email: string | null
  passwordProved: boolean
  /** Milliseconds since 1970. */
  until: number
}

/** That this browser asked for a code: only where its secret is, the code counts. */
export type AskedCode = { linkId: string; email: string; secret: string; until: number }

/** Who stands before a link: never a person we know, only where they come from and what they proved. */
export type Visitor = {
  client: ClientInfo
  proofs: readonly LinkProof[]
  asked: AskedCode | null
  /** The browser asks for a picture, a frame or the like, on whatever page, and not because somebody opened a link. */
  embedded: boolean
}

/** A working day, and the same browser does not prove again. */
const PROOF_MS = 12 * 60 * 60_000
/** Browsers keep 4 KB of a cookie (RFC 6265 §6.1); who opens more links at a time proves the oldest again. */
const MAX_COOKIE_LENGTH = 3500

const proofs = z.array(
  z.object({
    linkId: z.string(),
    version: z.number(),
    email: z.string().nullable(),
    passwordProved: z.boolean(),
    until: z.number(),
  }),
)
const asked = z.object({ linkId: z.string(), email: z.string(), secret: z.string(), until: z.number() })

const NAMES = { proofs: 'countersign.link', asked: 'countersign.link-code' } as const
type CookieName = keyof typeof NAMES

/** The visitor behind these headers. Whatever was tampered with or is over counts as not there. */
export function visitorOf(headers: Headers): Visitor {
  const now = Date.now()
  const found = read(headers, 'proofs', proofs) ?? []
  const code = read(headers, 'asked', asked)
  return {
    client: clientInfo(headers),
    proofs: found.filter(({ until }) => until > now),
    asked: code && code.until > now ? code : null,
    embedded: !['document', null].includes(headers.get('sec-fetch-dest')),
  }
}

/** The `Set-Cookie` that adds a proof to what the visitor has; it takes the place of an earlier one of its link. */
export function proofCookie(visitor: Visitor, proof: Omit<LinkProof, 'until'>): string {
  const others = visitor.proofs.filter(({ linkId }) => linkId !== proof.linkId)
  const kept = [...others, { ...proof, until: Date.now() + PROOF_MS }]
  while (kept.length > 1 && signValue(NAMES.proofs, kept).length > MAX_COOKIE_LENGTH) kept.shift()
  return cookie('proofs', signValue(NAMES.proofs, kept), PROOF_MS)
}

/** The `Set-Cookie` that binds a code to the browser that asked for it; null forgets it. */
export function askedCookie(code: AskedCode | null): string {
  return code ? cookie('asked', signValue(NAMES.asked, code), code.until - Date.now()) : cookie('asked', '', 0)
}

/** `__Host-` would ask for Path=/, and these are nobody else's business than the links'. */
function fullName(name: CookieName): string {
  return `${overHttps() ? '__Secure-' : ''}${NAMES[name]}`
}

function cookie(name: CookieName, value: string, ms: number): string {
  const secure = overHttps() ? '; Secure' : ''
  return `${fullName(name)}=${value}; Path=/s; Max-Age=${Math.floor(ms / 1000)}; HttpOnly; SameSite=Lax${secure}`
}

function read<Schema extends z.ZodType>(headers: Headers, name: CookieName, schema: Schema): z.output<Schema> | null {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const value = pairs.find((pair) => pair.startsWith(`${fullName(name)}=`))?.slice(fullName(name).length + 1)
  const parsed = schema.safeParse(value ? readSigned(NAMES[name], value) : null)
  return parsed.success ? parsed.data : null
}
