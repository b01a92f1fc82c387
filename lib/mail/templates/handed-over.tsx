import 'server-only'
import type { ReactNode } from 'react'
import type { MessageBody } from '../message'
import { messageOf } from './render'
import { Action, Name, Paragraph, Sheet } from './sheet'
import { plainName } from './words'

const FOOT = 'Countersign tells you so that nobody’s documents change hands unseen. It is in the audit as well.'

type Transferred = {
  organisation: string
  fileName: string
  newOwner: string
  administrator: string
  keepsEditing: boolean
}

/** Tells an owner that an administrator gave their document to somebody else. */
export function transferredMessage(mail: Transferred): Promise<MessageBody> {
  const { organisation, fileName, newOwner, administrator, keepsEditing } = mail
  const rest = keepsEditing
    ? 'You can go on changing it.'
    : 'You cannot open it any more, unless the new owner shares it with you.'
  const said = (
    <>
      <Name>{administrator}</Name>, an administrator, made <Name>{newOwner}</Name> the owner of <Name>{fileName}</Name>,
      which was yours.
    </>
  )
  const plain = `${plainName(administrator)}, an administrator, made ${plainName(newOwner)} the owner of ${plainName(fileName)}, which was yours.`
  return notice(organisation, `“${fileName}” has another owner`, [
    [said, plain],
    [rest, rest],
  ])
}

type Inherited = {
  organisation: string
  formerOwner: string
  documents: number
  administrator: string
  documentsUrl: string
}

/** Tells an heir what they got. */
export function inheritedMessage(mail: Inherited): Promise<MessageBody> {
  const { organisation, formerOwner, documents, administrator, documentsUrl } = mail
  const said = (
    <>
      <Name>{administrator}</Name>, an administrator, removed <Name>{formerOwner}</Name> and made you the owner of{' '}
      {count(documents)}.
    </>
  )
  const plain = `${plainName(administrator)}, an administrator, removed ${plainName(formerOwner)} and made you the owner of ${count(documents)}.`
  const where = { label: 'Go to the documents', url: documentsUrl }
  return notice(organisation, `You own documents of ${formerOwner} now`, [[said, plain]], where)
}

type Removed = { organisation: string; administrator: string; documents: number; heir: string | null; host: string }

/** Tells a person that they were removed, and what became of what they had. */
export function removedMessage(mail: Removed): Promise<MessageBody> {
  const { organisation, administrator, documents, heir, host } = mail
  const erased =
    'an administrator, removed you. Your name and address were erased there, and you cannot sign in any more.'
  const left = 'What was shared with you there is closed, and URLs that you were handed do not work any more.'
  const lines: Line[] = [
    [
      <>
        <Name>{administrator}</Name>, {erased}
      </>,
      `${plainName(administrator)}, ${erased}`,
    ],
  ]
  if (heir) {
    const owner = `The owner of your ${count(documents)} is`
    lines.push([
      <>
        {owner} <Name>{heir}</Name> now.
      </>,
      `${owner} ${plainName(heir)} now.`,
    ])
  }
  return notice(organisation, `You were removed from Countersign at ${host}`, [...lines, [left, left]])
}

/** A sentence for the sheet, and the same as text. */
type Line = readonly [said: ReactNode, plain: string]

function notice(
  organisation: string,
  subject: string,
  lines: readonly Line[],
  where?: { label: string; url: string },
): Promise<MessageBody> {
  const sheet = (
    <Sheet title={subject} preview={lines[0]?.[1] ?? subject} organisation={organisation} foot={FOOT}>
      {lines.map(([said, plain]) => (
        <Paragraph key={plain}>{said}</Paragraph>
      ))}
      {where ? <Action href={where.url}>{where.label}</Action> : null}
    </Sheet>
  )
  const plain = [...lines.map(([, text]) => text), ...(where ? [where.url] : [])].join('\n\n')
  return messageOf(subject, sheet, `${plain}\n\n-- \n${FOOT}\n`)
}

function count(documents: number): string {
  return documents === 1 ? '1 document' : `${documents.toLocaleString('en')} documents`
}
