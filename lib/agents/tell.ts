import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'
import { env } from '../env'
import { queueMail } from '../mail/queue'
import { mailIsOn } from '../mail/settings'
import { tokenMadeMessage, tokensRevokedMessage } from '../mail/templates/agent-token'
import { organisationName } from '../organisation/name'

const accountUrl = () => `${env().APP_URL}/account`

/** By mail, where it is set up: who did not make the token has to learn of it. */
export async function tellMade(
  tx: Db,
  { email }: UserPrincipal,
  token: { name: string; scopes: readonly string[]; expiresAt: Date },
): Promise<void> {
  if (!mailIsOn()) return
  const message = await tokenMadeMessage({
    organisation: await organisationName(tx),
    accountUrl: accountUrl(),
    ...token,
  })
  await queueMail(tx, { id: randomUUID(), to: email, ...message })
}

/** Each person whose tokens an administrator revoked gets one message, however many they were. */
export async function tellRevoked(tx: Db, administrator: UserPrincipal, tokenIds: readonly string[]): Promise<void> {
  if (!mailIsOn()) return
  const people = await tx.user.findMany({
    where: {
      id: { not: administrator.userId },
      disabledAt: null,
      agentTokens: { some: { id: { in: [...tokenIds] } } },
    },
    select: {
      email: true,
      agentTokens: { where: { id: { in: [...tokenIds] } }, select: { name: true }, orderBy: { createdAt: 'asc' } },
    },
  })
  const organisation = await organisationName(tx)
  for (const { email, agentTokens } of people) {
    const names = agentTokens.map(({ name }) => name)
    const about = { organisation, names, administrator: administrator.name, accountUrl: accountUrl() }
    await queueMail(tx, { id: randomUUID(), to: email, ...(await tokensRevokedMessage(about)) })
  }
}
