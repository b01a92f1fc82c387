import 'server-only'
import type { MessageBody } from '../message'
import { messageOf } from './render'
import { Action, Name, Paragraph, Sheet } from './sheet'
import { exactMoment, plainName } from './words'

export type Opened = { organisation: string; fileName: string; label: string; at: Date; documentsUrl: string }

/** Tells who gave a link that it was used for the first time. */
export function openedMessage({ organisation, fileName, label, at, documentsUrl }: Opened): Promise<MessageBody> {
  const subject = `Opened for the first time: ${fileName}`
  const when = `on ${exactMoment(at, 'UTC')}`
  const where = 'You see and end your links under Share at the document.'
  const sheet = (
    <Sheet title={subject} preview={when} organisation={organisation} foot={where}>
      <Paragraph>
        <Name>{fileName}</Name> was opened by {label ? <>the link “{label}”</> : 'your link'} for the first time {when}.
      </Paragraph>
      <Action href={documentsUrl}>Go to the documents</Action>
    </Sheet>
  )
  const through = label ? `the link “${plainName(label)}”` : 'your link'
  const text = `${plainName(fileName)} was opened by ${through} for the first time ${when}.\n\n${documentsUrl}\n\n-- \n${where}\n`
  return messageOf(subject, sheet, text)
}
