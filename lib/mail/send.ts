import 'server-only'
import { createTransport, type Transporter } from 'nodemailer'
import { shared } from '../shared'
import { oneLine } from './one-line'
import type { Message } from './message'
import { requireMail } from './settings'

/** Slow servers take half a minute to greet (RFC 5321 §4.5.3.2 would allow five); a queue can wait, a worker should not. */
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 30_000, socketTimeout: 60_000 }

/** Hands one message to the mail server and answers what it said. Throws what the server or the connection said. */
export async function sendMail(mail: Message): Promise<string> {
  const { response } = (await transport().sendMail(envelopeOf(mail))) as { response?: unknown }
  return typeof response === 'string' ? response : ''
}

/** A message as nodemailer takes it. Everything that may hold a person's words is an object or a body, never a header line. */
export function envelopeOf({ id, to, fromName, replyTo, subject, text, html }: Message) {
  const { from } = requireMail()
  return {
    from: fromName ? { name: oneLine(fromName), address: addressOf(from) } : from,
    // As an object: a text would be parsed as a list of addresses.
    to: { name: '', address: to },
    ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
    messageId: `<${id}@${domainOf(from)}>`,
    // RFC 3834 §5: nobody's absence note answers.
    headers: { 'Auto-Submitted': 'auto-generated' },
    subject,
    text,
    html,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function transport(): Transporter {
  return shared('mail-transport', () => createTransport({ url: requireMail().url, ...TIMEOUTS }))
}

function domainOf(from: string): string {
  return /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'localhost'
}

function addressOf(from: string): string {
  return /<([^<>]+)>$/.exec(from)?.[1] ?? from
}
