import 'server-only'
import type { MessageBody } from '../message'
import { messageOf } from './render'
import { Action, Name, Paragraph, Sheet, Small } from './sheet'
import { plainName } from './words'

type Account = { organisation: string; name: string; url: string }

/** Lets an invited person set a password. */
export function invitationMessage(mail: Account & { invitedBy: string; host: string }): Promise<MessageBody> {
  const { organisation, name, url, invitedBy, host } = mail
  const what = `to ${plainName(organisation)} on ${host}, where documents are shared`
  const once = 'The link works once, within seven days. It is yours alone: do not pass it on.'
  const sheet = (
    <Sheet title="You are invited" preview={`From ${invitedBy}`} organisation={organisation} foot={once}>
      <Paragraph>
        Hello <Name>{name}</Name>,
      </Paragraph>
      <Paragraph>
        <Name>{invitedBy}</Name> invites you {what}. Set a password, and you are in.
      </Paragraph>
      <Action href={url}>Set a password</Action>
      <Small>{url}</Small>
    </Sheet>
  )
  const text = `Hello ${plainName(name)},

${plainName(invitedBy)} invites you ${what}. Set a password, and you are in:

${url}

-- 
${once}
`
  return messageOf(`${invitedBy} invites you to ${organisation}`, sheet, text)
}

/** Lets a person set a new password: one who forgot it and asked, or one for whom an administrator issued the link. */
export function resetMessage({ organisation, name, url, asked }: Account & { asked: boolean }): Promise<MessageBody> {
  const why = asked
    ? 'Somebody, you we hope, asked for a link to set a new password.'
    : 'An administrator made a link for you to set a new password.'
  const foot = asked
    ? 'If it was not you, you need not do anything: without this link nothing changes. It works once, within 30 minutes.'
    : 'The link works once, within 30 minutes. If you did not expect it, ask your administrator.'
  const sheet = (
    <Sheet title="Set a new password" preview={why} organisation={organisation} foot={foot}>
      <Paragraph>
        Hello <Name>{name}</Name>,
      </Paragraph>
      <Paragraph>{why}</Paragraph>
      <Action href={url}>Set a new password</Action>
      <Small>{url}</Small>
    </Sheet>
  )
  return messageOf('Set a new password', sheet, `Hello ${plainName(name)},\n\n${why}\n\n${url}\n\n-- \n${foot}\n`)
}
