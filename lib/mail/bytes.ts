import 'server-only'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Message } from './message'
import { envelopeOf } from './send'

/** How many bytes a message has as it is sent: headers, both forms, in their encodings. */
export async function messageBytes(message: Message): Promise<number> {
  const bytes = await new MailComposer(envelopeOf(message)).compile().build()
  return bytes.length
}
