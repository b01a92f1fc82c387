import { beforeEach, describe, expect, it } from 'vitest'
import { peek, redeem } from '../auth/one-time-links'
import { principalOf } from '../auth/current'
import type { UserPrincipal } from '../auth/principal'
import { openSession } from '../auth/sessions'
import { signInWithPassword } from '../auth/sign-in'
import { db } from '../db'
import { auditOf, freshClient, makeAccount, signedIn } from '../testing/accounts'
import { disableMember, enableMember } from './disable'
import { inviteMember, renewInvite } from './invite'
import { listMembers } from './list'
import { issueReset } from './reset'
import { setMemberRole } from './role'

let admin: UserPrincipal

async function person(role: 'ADMIN' | 'MEMBER'): Promise<UserPrincipal> {
  const { id } = await makeAccount({ role })
  return (await principalOf(await signedIn(await openSession(db(), id, freshClient(), 'password'))))!
}

const address = () => `invited-${crypto.randomUUID()}@example.com`
const tokenOf = ({ url }: { url: string }) => url.split('/reset/')[1]!
const admins = () => db().user.count({ where: { role: 'ADMIN', disabledAt: null } })

beforeEach(async () => {
  await db().user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'MEMBER' } })
  admin = await person('ADMIN')
})

describe('inviting', () => {
  it('gives a one-time link, and the person chooses the password', async () => {
    const email = address()
    const link = await inviteMember(admin, { email, name: 'New member', role: 'MEMBER' })
    expect(await peek(tokenOf(link))).toEqual({ kind: 'INVITE', email, name: 'New member' })
    await redeem(tokenOf(link), 'chosen by herself', freshClient())
    await signInWithPassword({ email, password: 'chosen by herself' }, freshClient())
    const { id } = await db().user.findUniqueOrThrow({ where: { email } })
    expect(await auditOf(id)).toEqual(['member.invited', 'member.joined', 'session.opened'])
  })

  it('refuses an address that is taken, twice at once too', async () => {
    const invite = { email: address(), name: 'New member', role: 'MEMBER' as const }
    const both = await Promise.allSettled([inviteMember(admin, invite), inviteMember(admin, invite)])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(inviteMember(admin, invite)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('renews an open invitation and ends the old link', async () => {
    const email = address()
    const first = await inviteMember(admin, { email, name: 'New member', role: 'MEMBER' })
    const { id } = await db().user.findUniqueOrThrow({ where: { email } })
    const second = await renewInvite(admin, id)
    expect(await peek(tokenOf(first))).toBeNull()
    expect(await peek(tokenOf(second))).not.toBeNull()
    await expect(renewInvite(admin, (await makeAccount()).id)).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('disabling', () => {
  it('ends the person’s sessions and links with it, and enabling does not bring them back', async () => {
    const member = await person('MEMBER')
    const link = await issueReset(admin, member.userId)
    await disableMember(admin, member.userId)
    const headers = await signedIn(member.sessionId)
    expect(await principalOf(headers)).toBeNull()
    expect(await peek(tokenOf(link))).toBeNull()
    await enableMember(admin, member.userId)
    expect(await principalOf(headers)).toBeNull()
    expect(await peek(tokenOf(link))).toBeNull()
    const about = (await auditOf(member.userId)).filter((action) => action.startsWith('member.'))
    expect(about).toEqual(['member.reset-issued', 'member.disabled', 'member.enabled'])
  })
})

describe('the last administrator', () => {
  it('cannot be demoted or disabled, not even by themselves', async () => {
    await expect(setMemberRole(admin, admin.userId, 'MEMBER')).rejects.toMatchObject({ code: 'LAST_ADMIN' })
    await expect(disableMember(admin, admin.userId)).rejects.toMatchObject({ code: 'LAST_ADMIN' })
  })

  it('is not helped by one who was only invited, or is disabled', async () => {
    const { id: disabled } = await makeAccount({ role: 'ADMIN', disabled: true })
    await inviteMember(admin, { email: address(), name: 'Not here yet', role: 'ADMIN' })
    await expect(setMemberRole(admin, admin.userId, 'MEMBER')).rejects.toMatchObject({ code: 'LAST_ADMIN' })
    await enableMember(admin, disabled)
    await setMemberRole(admin, admin.userId, 'MEMBER')
    expect(await admins()).toBe(2)
  })

  it('remains when two administrators act on each other at once', async () => {
    for (let round = 0; round < 10; round++) {
      await db().user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'MEMBER' } })
      const [one, two] = [await person('ADMIN'), await person('ADMIN')]
      const acts = await Promise.allSettled([
        round % 2 ? setMemberRole(one, two.userId, 'MEMBER') : disableMember(one, two.userId),
        setMemberRole(two, one.userId, 'MEMBER'),
      ])
      expect(acts.filter((act) => act.status === 'fulfilled')).toHaveLength(1)
      expect(await admins()).toBe(1)
    }
  })

  it('remains when all step down at once', async () => {
    const others = await Promise.all(Array.from({ length: 5 }, () => person('ADMIN')))
    const everybody = [admin, ...others]
    const acts = await Promise.allSettled(everybody.map((one) => setMemberRole(one, one.userId, 'MEMBER')))
    expect(acts.filter((act) => act.status === 'rejected')).toHaveLength(1)
    expect(await admins()).toBe(1)
  })
})

describe('a reset', () => {
  it('is a link that ends the person’s sessions when it is used', async () => {
    const member = await person('MEMBER')
    const link = await issueReset(admin, member.userId)
    expect(await principalOf(await signedIn(member.sessionId))).not.toBeNull()
    await redeem(tokenOf(link), 'a new and longer one', freshClient())
    expect(await principalOf(await signedIn(member.sessionId))).toBeNull()
    expect(await auditOf(member.userId)).toEqual(['session.opened', 'member.reset-issued', 'password.changed'])
  })

  it('is never for oneself, for the disabled or for the not yet joined', async () => {
    const [{ id: disabled }, { id: invited }] = [
      await makeAccount({ disabled: true }),
      await makeAccount({ password: null }),
    ]
    await expect(issueReset(admin, admin.userId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(issueReset(admin, disabled)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(issueReset(admin, invited)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(issueReset(admin, crypto.randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

it('is refused to members, and to an administrator who was demoted since the request began', async () => {
  const member = await person('MEMBER')
  const { id } = await makeAccount()
  await db().user.update({ where: { id: admin.userId }, data: { role: 'MEMBER' } })
  for (const who of [member, admin]) {
    const attempts = await Promise.allSettled([
      inviteMember(who, { email: address(), name: 'New member', role: 'ADMIN' }),
      renewInvite(who, id),
      issueReset(who, id),
      setMemberRole(who, who.userId, 'ADMIN'),
      disableMember(who, id),
      enableMember(who, id),
    ])
    for (const attempt of attempts)
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'NOT_ALLOWED' } })
  }
  await expect(listMembers(member)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

it('lists everybody with their state, and no hash', async () => {
  const [{ id: disabled }, { id: invited }] = [
    await makeAccount({ disabled: true }),
    await makeAccount({ password: null }),
  ]
  const rows = await listMembers(admin)
  const state = (id: string) => rows.find((row) => row.id === id)?.state
  expect([state(admin.userId), state(disabled), state(invited)]).toEqual(['active', 'disabled', 'invited'])
  expect(rows.find((row) => row.id === admin.userId)!.lastSeenAt).toBeInstanceOf(Date)
  expect(rows.find((row) => row.id === invited)!.lastSeenAt).toBeNull()
  expect(JSON.stringify(rows)).not.toMatch(/argon2|passwordHash|oidc/)
})
