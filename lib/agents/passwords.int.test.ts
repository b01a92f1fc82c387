import { beforeEach, expect, test } from 'vitest'
import { principalOf } from '../auth/current'
import { requireAgent } from '../auth/living-agent'
import { issueLink } from '../auth/one-time-links'
import type { UserPrincipal } from '../auth/principal'
import { openSession } from '../auth/sessions'
import { db } from '../db'
import { mint } from '../documents/mint'
import { freshClient, makeAccount, signedIn, type Account } from '../testing/accounts'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { createAgentToken } from './create'
import { changePassword, redeemPasswordLink } from './passwords'

const NEXT = 'a new and longer one'
const BAD_TOKEN = { code: 'BAD_TOKEN' }
const status = async (url: string) => (await fetch(url)).status

let account: Account
let me: UserPrincipal

beforeEach(async () => {
  account = await makeAccount()
  me = (await principalOf(await signedIn(await openSession(db(), account.id, freshClient(), 'password'))))!
})

const resetLink = async () => {
  const issuer = await makePerson('ADMIN')
  const url = await db().$transaction((tx) => issueLink(tx, 'RESET', account.id, issuer))
  return url.slice(url.lastIndexOf('/') + 1)
}

test('a password that is set by a link ends every token: an intruder may have made one', async () => {
  const { documentId } = await makeReady(me)
  const agents = [await makeAgent(me), await makeAgent(me)]
  const { url } = await mint(agents[0]!.principal, documentId)
  const other = await makeAgent(await makePerson())
  await redeemPasswordLink(await resetLink(), NEXT, freshClient())
  for (const { token } of agents) await expect(requireAgent(token, freshClient())).rejects.toMatchObject(BAD_TOKEN)
  expect(await status(url)).toBe(404)
  await requireAgent(other.token, freshClient())
  const events = await db().auditEvent.findMany({ where: { action: 'agent-token.revoked', actorId: account.id } })
  expect(new Set(events.map(({ subjectId }) => subjectId))).toEqual(
    new Set(agents.map(({ principal }) => principal.tokenId)),
  )
})

test('tokens that are being made while the password is set by a link are ended by it, or are not made', async () => {
  const link = await resetLink()
  const input = { name: 'late', scopes: ['documents:read' as const], documentIds: null }
  const making = Array.from({ length: 10 }, async (_, turn) => {
    await new Promise((resolve) => setTimeout(resolve, turn * 15))
    return createAgentToken(me, { ...input, expiresAt: new Date(Date.now() + 3_600_000) })
  })
  const [made] = await Promise.all([Promise.allSettled(making), redeemPasswordLink(link, NEXT, freshClient())])
  expect(made.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await db().agentToken.count({ where: { userId: account.id, revokedAt: null } })).toBe(0)
})

test('a link that was used, or a password that is refused, ends no token', async () => {
  const { token } = await makeAgent(me)
  const link = await resetLink()
  await expect(redeemPasswordLink(link, 'short', freshClient())).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(redeemPasswordLink('none', NEXT, freshClient())).rejects.toMatchObject({ code: 'LINK_USED' })
  await requireAgent(token, freshClient())
})

test('a password that is changed by who knows it ends tokens only when that is asked', async () => {
  const { documentId } = await makeReady(me)
  const { token, principal } = await makeAgent(me)
  const { url } = await mint(principal, documentId)
  const change = (current: string, next: string, endTokens: boolean) => changePassword(me, { current, next, endTokens })
  expect(await change(account.password, NEXT, false)).toEqual({ tokens: 0 })
  await requireAgent(token, freshClient())
  await expect(change('not the right one', account.password, true)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await requireAgent(token, freshClient())
  expect(await status(url)).toBe(200)
  expect(await change(NEXT, account.password, true)).toEqual({ tokens: 1 })
  await expect(requireAgent(token, freshClient())).rejects.toMatchObject(BAD_TOKEN)
  expect(await status(url)).toBe(404)
})
