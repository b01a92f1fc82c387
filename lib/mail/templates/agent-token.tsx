import 'server-only'
import type { MessageBody } from '../message'
import { messageOf } from './render'
import { Action, Name, Paragraph, Sheet } from './sheet'
import { exactMoment, plainName } from './words'

type Made = { organisation: string; name: string; scopes: readonly string[]; expiresAt: Date; accountUrl: string }

/** Tells a person that a token was made in their session: whoever sits at an open screen could have made it. */
export function tokenMadeMessage({ organisation, name, scopes, expiresAt, accountUrl }: Made): Promise<MessageBody> {
  const what = `It may: ${scopes.join(', ')}. It ends on ${exactMoment(expiresAt, 'UTC')}.`
  const foot =
    'If it was not you, revoke the token on your account page, change your password and tell an administrator.'
  const subject = 'An agent token was made in your name'
  const sheet = (
    <Sheet title={subject} preview={what} organisation={organisation} foot={foot}>
      <Paragraph>
        The agent token <Name>{name}</Name> was made on your account page. Whoever has it can act in your name.
      </Paragraph>
      <Paragraph>{what}</Paragraph>
      <Action href={accountUrl}>Go to your account</Action>
    </Sheet>
  )
  const said = `The agent token ${plainName(name)} was made on your account page. Whoever has it can act in your name.`
  return messageOf(subject, sheet, `${said}\n\n${what}\n\n${accountUrl}\n\n-- \n${foot}\n`)
}

type Revoked = { organisation: string; names: readonly string[]; administrator: string; accountUrl: string }

/** Tells a person that an administrator ended tokens of theirs: something of theirs has stopped working. */
export function tokensRevokedMessage({
  organisation,
  names,
  administrator,
  accountUrl,
}: Revoked): Promise<MessageBody> {
  const what = names.length === 1 ? 'an agent token of yours' : `${names.length} agent tokens of yours`
  const means = 'Software that uses it is refused from now on. If you still need it, ask the administrator first.'
  const foot = 'It is in the audit as well.'
  const subject = `${names.length === 1 ? 'An agent token' : 'Agent tokens'} of yours ended`
  const sheet = (
    <Sheet title={subject} preview={means} organisation={organisation} foot={foot}>
      <Paragraph>
        <Name>{administrator}</Name>, an administrator, revoked {what}:
      </Paragraph>
      {names.map((name, index) => (
        <Paragraph key={index}>
          <Name>{name}</Name>
        </Paragraph>
      ))}
      <Paragraph>{means}</Paragraph>
      <Action href={accountUrl}>Go to your account</Action>
    </Sheet>
  )
  const said = `${plainName(administrator)}, an administrator, revoked ${what}: ${names.map(plainName).join(', ')}`
  return messageOf(subject, sheet, `${said}\n\n${means}\n\n${accountUrl}\n\n-- \n${foot}\n`)
}
