import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { mailIsOn } from '../mail/settings'
import { mailable } from './mailable'
import { closedBecause, directRefusedBecause, longestDirect, readMailRules } from './rules'
import type { MailTerms } from './schema'

const DAY_SECONDS = 86_400

/** What a form has to know before somebody fills it in. @throws NOT_FOUND unless all documents are the principal's to share */
export async function mailTerms(principal: Principal, documentIds: readonly string[]): Promise<MailTerms> {
  const [documents, rules] = await Promise.all([mailable(db(), principal, documentIds), readMailRules(db())])
  const { longestMailSeconds, longestLinkDays, linkGate: gate, allowedDomains: domains } = rules
  const longestSeconds = Math.min(longestMailSeconds, (longestLinkDays ?? Infinity) * DAY_SECONDS)
  return {
    mail: mailIsOn(),
    closed: closedBecause(rules),
    directRefused: directRefusedBecause(rules),
    longestSeconds,
    longestDirectSeconds: Math.min(longestSeconds, longestDirect()),
    gate,
    domains,
    sender: { name: principal.name, email: principal.email },
    documents: documents.map(({ id, name, size, ready }) => ({ id, name, size, ready })),
  }
}
