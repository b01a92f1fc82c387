import 'server-only'
import { env } from '../env'
import { AppError } from '../errors'

/** Whether this server can send mail. */
export function mailIsOn(): boolean {
  return env().SMTP_URL !== undefined
}

/** Where mail goes and who it comes from. Throws MAIL_OFF. */
export function requireMail(): { url: string; from: string } {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL || !MAIL_FROM) throw new AppError('MAIL_OFF')
  return { url: SMTP_URL, from: MAIL_FROM }
}

/** What readers see as the sender: `Name <address>`. @param name instead of the one in MAIL_FROM */
export function formatFrom(name?: string): string {
  const { from } = requireMail()
  return name ? `${name} <${/<([^<>]+)>$/.exec(from)?.[1] ?? from}>` : from
}
