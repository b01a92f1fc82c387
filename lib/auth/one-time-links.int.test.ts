import { beforeEach, expect, it } from 'vitest'
import { db } from '../db'
import type { OneTimeLinkKind } from '../generated/prisma/enums'
import { auditOf, freshClient, makeAccount, signedIn } from '../testing/accounts'
import { makePerson } from '../testing/people'
import { principalOf } from './current'
import { issueLink, peek, redeem } from './one-time-links'
import type { UserPrincipal } from './principal'
import { openSession } from './sessions'
import { signInWithPassword } from './sign-in'

const PASSWORD = 'a new and longer one'

let issuer: UserPrincipal

beforeEach(async () => {
  issuer = await makePerson('ADMIN')
})

async function linkFor(userId: string, kind: OneTimeLinkKind = 'RESET'): Promise<string> {
  const url = await db().$transaction((tx) => issueLink(tx, kind, userId, issuer))
  return url.split('/reset/')[1]!
}

it('carries 256 bits of which the database keeps only a hash', async () => {
  const account = await makeAccount()
  const token = await linkFor(account.id)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const { tokenHash } = await db().oneTimeLink.findFirstOrThrow({ where: { userId: account.id } })
  expect(tokenHash).toHaveLength(32)
  expect(Buffer.from(tokenHash).toString('base64url')).not.toBe(token)
})

it('says whom it is for as often as it is looked at', async () => {
  const account = await makeAccount({ password: null })
  const token = await linkFor(account.id, 'INVITE')
  for (let look = 0; look < 5; look++)
    expect(await peek(token)).toEqual({ kind: 'INVITE', email: account.email, name: 'Test account' })
  await redeem(token, PASSWORD, freshClient())
  expect(await peek(token)).toBeNull()
})

it('lets an invited person in', async () => {
  const account = await makeAccount({ password: null })
  expect(await redeem(await linkFor(account.id, 'INVITE'), PASSWORD, freshClient())).toEqual({ email: account.email })
  await signInWithPassword({ email: account.email, password: PASSWORD }, freshClient())
  expect(await auditOf(account.id)).toEqual(['member.joined', 'session.opened'])
})

it('ends every session of the person whose password it sets', async () => {
  const account = await makeAccount()
  const sessionId = await openSession(db(), account.id, freshClient(), 'password')
  await redeem(await linkFor(account.id), PASSWORD, freshClient())
  expect(await principalOf(await signedIn(sessionId))).toBeNull()
  await expect(signInWithPassword(account, freshClient())).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
})

it('works once: of 100 uses at once one succeeds', async () => {
  const account = await makeAccount()
  const token = await linkFor(account.id)
  const uses = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) => redeem(token, `${PASSWORD} ${index}`, freshClient())),
  )
  expect(uses.filter((use) => use.status === 'fulfilled')).toHaveLength(1)
  for (const use of uses) if (use.status === 'rejected') expect(use.reason).toMatchObject({ code: 'LINK_USED' })
  const winner = uses.findIndex((use) => use.status === 'fulfilled')
  await signInWithPassword({ email: account.email, password: `${PASSWORD} ${winner}` }, freshClient())
  expect((await auditOf(account.id)).filter((action) => action === 'password.changed')).toHaveLength(1)
})

it('ends by time, by a newer link, and with the person', async () => {
  const [late, busy, gone] = [await makeAccount(), await makeAccount(), await makeAccount()]
  const expired = await linkFor(late.id)
  await db().oneTimeLink.updateMany({ where: { userId: late.id }, data: { expiresAt: new Date(Date.now() - 1) } })
  const replaced = await linkFor(busy.id)
  const newer = await linkFor(busy.id)
  const disabled = await linkFor(gone.id)
  await db().user.update({ where: { id: gone.id }, data: { disabledAt: new Date() } })
  for (const token of [expired, replaced, disabled, 'invented', '']) {
    expect(await peek(token)).toBeNull()
    await expect(redeem(token, PASSWORD, freshClient())).rejects.toMatchObject({ code: 'LINK_USED' })
  }
  await redeem(newer, PASSWORD, freshClient())
})

it('is not used up by a weak password', async () => {
  const account = await makeAccount()
  const token = await linkFor(account.id)
  await expect(redeem(token, 'short', freshClient())).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await redeem(token, PASSWORD, freshClient())
})

it('does not deadlock with new links being issued', async () => {
  const account = await makeAccount()
  const rounds = Array.from({ length: 12 }, async () => {
    const token = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${account.id}::uuid FOR NO KEY UPDATE`
      return (await issueLink(tx, 'RESET', account.id, issuer)).split('/reset/')[1]!
    })
    await redeem(token, PASSWORD, freshClient()).catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'LINK_USED' }),
    )
  })
  await Promise.all(rounds)
})

it.each([
  ['disabled', { disabledAt: new Date() }],
  ['demoted', { role: 'MEMBER' as const }],
])('ends with the administrator who handed it out and was %s', async (_, change) => {
  const account = await makeAccount({ password: null })
  const token = await linkFor(account.id, 'INVITE')
  await db().user.update({ where: { id: issuer.userId }, data: change })
  expect(await peek(token)).toBeNull()
  await expect(redeem(token, PASSWORD, freshClient())).rejects.toMatchObject({ code: 'LINK_USED' })
})
