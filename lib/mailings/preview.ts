import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { env } from '../env'
import { messageBytes } from '../mail/bytes'
import { formatFrom } from '../mail/settings'
import { contentDisposition } from '../storage/content-disposition'
import { compose } from './compose'
import { mailable, type Mailable } from './mailable'
import { mailLife } from './life'
import type { Delivery, MailPreview, PreviewInput } from './schema'

/** A message as it would be sent, with addresses that open nothing. @throws NOT_FOUND, MAIL_OFF */
export async function previewMail(principal: Principal, input: PreviewInput): Promise<MailPreview> {
  const documents = await mailable(db(), principal, input.documentIds)
  const message = await sample(principal, documents, input)
  const { subject, html, text } = message
  return { subject, html, text, from: formatFrom(message.fromName), bytes: await messageBytes(message) }
}

type Sample = Omit<PreviewInput, 'documentIds'>

/** As long as a real one: what is looked at is what has to fit. */
export function sample(principal: Principal, documents: readonly Mailable[], input: Sample) {
  const { recipient, subject, message, delivery, asksCode, hasPassword, timeZone, seconds } = input
  const { endsAt } = mailLife(seconds)
  return compose(db(), {
    id: `${'0'.repeat(36)}-0`,
    to: recipient ?? principal.email,
    sender: { name: principal.name, email: principal.email },
    subject,
    message,
    delivery,
    asksCode,
    hasPassword,
    timeZone,
    endsAt,
    documents: documents.map((document) => ({ ...document, url: sampleUrl(document, delivery, seconds) })),
  })
}

function sampleUrl({ name, contentType }: Mailable, delivery: Delivery, seconds: number): string {
  if (delivery === 'APP') return `${env().APP_URL}/s/${'x'.repeat(43)}`
  const query = new URLSearchParams({
    'X-Amz-Credential': 'x'.repeat(60),
    'X-Amz-Date': 'x'.repeat(16),
    'X-Amz-Expires': `${seconds}`,
    'X-Amz-Signature': 'x'.repeat(64),
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-SignedHeaders': 'host',
    'response-cache-control': 'private, no-store',
    'response-content-disposition': contentDisposition(name, 'attachment'),
    'response-content-type': contentType,
    'x-id': 'GetObject',
  })
  return `${env().S3_PUBLIC_ENDPOINT}/${env().S3_BUCKET}/mailed/${'x'.repeat(32)}?${query.toString()}`
}
