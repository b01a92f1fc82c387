import 'server-only'
import type { MessageBody } from '../message'
import { messageOf } from './render'
import { Action, Name, Paragraph, Sheet } from './sheet'
import { exactMoment, plainName } from './words'

export type AskedAgain = {
  organisation: string
  /** Whom the link was sent to. */
  address: string
  fileName: string
  endedAt: Date
  /** IANA. The sender's. */
  timeZone: string
  sentUrl: string
}

/** Tells who sent a document that its recipient came too late and asks for it again. */
export function askedAgainMessage(mail: AskedAgain): Promise<MessageBody> {
  const { organisation, address, fileName, endedAt, timeZone, sentUrl } = mail
  const ended = `Their link ended on ${exactMoment(endedAt, timeZone)}.`
  const foot = 'You hear of this once a day for each recipient. Whoever holds the link can ask.'
  const subject = `${address} asks for ${fileName} again`
  const sheet = (
    <Sheet title={subject} preview={ended} organisation={organisation} foot={foot}>
      <Paragraph>
        Who holds the link of <bdi>{address}</bdi> to <Name>{fileName}</Name> asks for it again. {ended}
      </Paragraph>
      <Action href={sentUrl}>Extend it or send it again</Action>
    </Sheet>
  )
  const text = `Who holds the link of ${address} to ${plainName(fileName)} asks for it again. ${ended}

Extend it or send it again:
${sentUrl}

-- 
${foot}
`
  return messageOf(subject, sheet, text)
}
