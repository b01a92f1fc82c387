import 'server-only'
import type { Visitor } from '../../auth/link-session'
import { AppError } from '../../errors'
import { visit, type Visit } from './visit'

/** What the page of a link shows. Before the gate is passed nothing in it is about the document or who shared it. */
export type GateView =
  | { step: 'address' }
  /** The visitor's own address, as they typed it. */
  | { step: 'code'; email: string }
  | { step: 'password' }
  | { step: 'used-up'; giver: string }
  | { step: 'file'; file: SharedFile }

export type SharedFile = {
  name: string
  /** Bytes. */
  size: number
  giver: string
  /** ISO 8601; null: it does not end by itself. */
  endsAt: string | null
  /** Whom it was opened for. */
  email: string | null
  may: 'download' | 'open' | 'nothing'
}

/**
 * Says what a visitor sees, and changes nothing: mail scanners and previews look too. Null for every link that opens
 * nothing, whatever the reason.
 */
export async function look(token: string, visitor: Visitor): Promise<GateView | null> {
  try {
    const found = await visit(token, visitor)
    return gateOf(found, visitor) ?? behindGate(found)
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null
    throw error
  }
}

/** The next thing to prove, or null. */
export function gateOf(
  { link, proof }: Visit,
  visitor: Visitor,
): Extract<GateView, { step: 'address' | 'code' | 'password' }> | null {
  if (link.hasRecipients && proof.email === null) {
    const asked = visitor.asked?.linkId === link.id ? visitor.asked : null
    return asked ? { step: 'code', email: asked.email } : { step: 'address' }
  }
  return link.passwordHash !== null && !proof.passwordProved ? { step: 'password' } : null
}

function behindGate({ link, proof }: Visit): GateView {
  // Said only here: whoever cannot pass the gate learns nothing of how the link was used.
  if (link.usedUp) return { step: 'used-up', giver: link.giverName }
  const { fileName: name, giverName: giver, endsAt } = link
  const may = link.viewOnly ? (link.opensInline ? 'open' : 'nothing') : 'download'
  return {
    step: 'file',
    file: { name, size: Number(link.size), giver, endsAt: endsAt?.toISOString() ?? null, email: proof.email, may },
  }
}
