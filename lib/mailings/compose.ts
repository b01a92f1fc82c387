import 'server-only'
import type { Db } from '../db'
import type { Message } from '../mail/message'
import { documentsMessage, type DocumentsMessage } from '../mail/templates/documents'
import { organisationName } from '../organisation/name'

export type Composed = Omit<DocumentsMessage, 'organisation'> & { id: string; to: string }

/** The message of one recipient, as it is sent and as it is looked at before. */
export async function compose(tx: Db, { id, to, ...content }: Composed): Promise<Message> {
  const organisation = await organisationName(tx)
  const body = await documentsMessage({ ...content, organisation })
  const { name, email } = content.sender
  return { id, to, fromName: `${name} (${organisation})`, replyTo: email, ...body }
}
