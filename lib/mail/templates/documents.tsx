import 'server-only'
import { Link } from '@react-email/link'
import { formatSize } from '../../format/size'
import type { MessageBody } from '../message'
import { INK_2, SEAL } from './colours'
import { messageOf } from './render'
import { Action, Name, Paragraph, Quote, Sheet, Small } from './sheet'
import { exactMoment, plainName } from './words'

export type SentDocument = {
  name: string
  /** Bytes. */
  size: number
  url: string
}

export type DocumentsMessage = {
  organisation: string
  sender: { name: string; email: string }
  /** Empty: one is made of the documents' names. */
  subject: string
  /** As the sender typed it. May be empty. */
  message: string
  documents: readonly SentDocument[]
  delivery: 'APP' | 'DIRECT'
  asksCode: boolean
  hasPassword: boolean
  endsAt: Date
  /** IANA. */
  timeZone: string
}

/** The message that brings documents: no attachment, a private link to each. */
export function documentsMessage(mail: DocumentsMessage): Promise<MessageBody> {
  return messageOf(mail.subject || usualSubject(mail), <DocumentsSheet {...mail} />, plainText(mail))
}

function usualSubject({ sender, documents: [first, ...others] }: DocumentsMessage): string {
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `${sender.name} sent you ${first?.name ?? 'a document'}${more}`
}

function DocumentsSheet(mail: DocumentsMessage) {
  const { organisation, sender, message, documents } = mail
  const what = whatOf(documents.length)
  return (
    <Sheet
      title={usualSubject(mail)}
      preview={`${what} from ${sender.name}, until ${exactMoment(mail.endsAt, mail.timeZone)}`}
      organisation={organisation}
      foot={FOOT}
    >
      <Paragraph>
        <Name>{sender.name}</Name> (<bdi>{sender.email}</bdi>) sent you {what}.
      </Paragraph>
      {message && <Quote text={message} />}
      {documents.map((document) => (
        <DocumentBlock key={document.url} {...document} direct={mail.delivery === 'DIRECT'} />
      ))}
      <Paragraph>
        {theLinks(documents.length)} <strong>{exactMoment(mail.endsAt, mail.timeZone)}</strong>.
      </Paragraph>
      {gateOf(mail).map((sentence) => (
        <Small key={sentence}>{sentence}</Small>
      ))}
    </Sheet>
  )
}

function DocumentBlock({ name, size, url, direct }: SentDocument & { direct: boolean }) {
  return (
    <div style={{ margin: '0 0 20px' }}>
      <Paragraph>
        <Name>{name}</Name>
        <span className="ink2" style={{ color: INK_2 }}>
          {' '}
          · {formatSize(size)}
        </span>
      </Paragraph>
      <Action href={url}>{direct ? 'Download' : 'Open the document'}</Action>
      {!direct && (
        <Small>
          Or copy this address:{' '}
          <Link className="link" href={url} style={{ color: SEAL, wordBreak: 'break-all' }}>
            {url}
          </Link>
        </Small>
      )}
    </div>
  )
}

const FOOT = 'This message was made for you alone: whoever has it has your link. Do not pass it on.'

const whatOf = (count: number) => (count === 1 ? 'a document' : `${count} documents`)
const theLinks = (count: number) => (count === 1 ? 'The link ends on' : 'The links end on')

function gateOf({ asksCode, hasPassword }: DocumentsMessage): string[] {
  return [
    ...(asksCode ? ['You will be asked for this address of yours, and a code is sent to it.'] : []),
    ...(hasPassword ? ['You will be asked for a password. The sender has it and tells you another way.'] : []),
  ]
}

function plainText(mail: DocumentsMessage): string {
  const { organisation, sender, message, documents } = mail
  return `${[
    plainName(organisation),
    `${plainName(sender.name)} (${sender.email}) sent you ${whatOf(documents.length)}.`,
    ...(message
      ? [
          message
            .split('\n')
            .map((line) => `> ${line}`)
            .join('\n'),
        ]
      : []),
    ...documents.map(({ name, size, url }) => `${plainName(name)} (${formatSize(size)})\n${url}`),
    `${theLinks(documents.length)} ${exactMoment(mail.endsAt, mail.timeZone)}.`,
    ...gateOf(mail),
    `-- \n${FOOT}`,
  ].join('\n\n')}\n`
}
