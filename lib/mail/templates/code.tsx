import 'server-only'
import type { MessageBody } from '../message'
import { INK, MONO } from './colours'
import { messageOf } from './render'
import { Paragraph, Sheet } from './sheet'

/** The code that proves an address. It says nothing of the document: the mailbox may be read by others on a locked screen. */
export function codeMessage(organisation: string, code: string, minutes: number): Promise<MessageBody> {
  const subject = `Your code is ${code}`
  const ask = 'To open the document that was shared with you, type this code:'
  const use = `It works once within ${minutes} minutes, in the browser in which you asked for it.`
  const foot = 'If you did not ask for a code, somebody typed your address by mistake. You need not do anything.'
  const sheet = (
    <Sheet title={subject} preview={use} organisation={organisation} foot={foot}>
      <Paragraph>{ask}</Paragraph>
      <p
        className="ink"
        style={{ color: INK, fontFamily: MONO, fontSize: 28, fontWeight: 600, letterSpacing: 4, margin: '0 0 16px' }}
      >
        {code}
      </p>
      <Paragraph>{use}</Paragraph>
    </Sheet>
  )
  return messageOf(subject, sheet, `${ask}\n\n${code}\n\n${use}\n\n-- \n${foot}\n`)
}
