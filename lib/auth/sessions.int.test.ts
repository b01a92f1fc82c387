import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '../db'
import { env } from '../env'
import { liveHub, type LiveMessage } from '../live/hub'
import { auditOf, freshClient, makeAccount, signedIn, type Account } from '../testing/accounts'
import { sessionCookieName } from './cookies'
import { principalOf } from './current'
import type { UserPrincipal } from './principal'
import { endAllSessions, endOtherSessions, endSession, listSessions, openSession, signOut } from './sessions'

let account: Account
let me: UserPrincipal

const open = () => openSession(db(), account.id, freshClient(), 'password')
const who = async (sessionId: string) => principalOf(await signedIn(sessionId))

beforeEach(async () => {
  account = await makeAccount()
  me = (await who(await open()))!
})

describe('a session counts for this request only if its row says so', () => {
  it('while it lives', () => {
    expect(me).toMatchObject({ kind: 'user', userId: account.id, email: account.email, role: 'MEMBER' })
    expect(me.client).toEqual({ ip: '192.0.2.7', userAgent: 'vitest' })
  })

  it('not when it has expired', async () => {
    await db().session.update({ where: { id: me.sessionId }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await who(me.sessionId)).toBeNull()
  })

  it('not when it was ended', async () => {
    await endSession(me, me.sessionId)
    expect(await who(me.sessionId)).toBeNull()
  })

  it('not when its person is disabled', async () => {
    await db().user.update({ where: { id: account.id }, data: { disabledAt: new Date() } })
    expect(await who(me.sessionId)).toBeNull()
  })

  it('not under an older epoch', async () => {
    await db().user.update({ where: { id: account.id }, data: { sessionEpoch: { increment: 1 } } })
    expect(await who(me.sessionId)).toBeNull()
  })

  it('with the role of now, not of sign-in', async () => {
    await db().user.update({ where: { id: account.id }, data: { role: 'ADMIN' } })
    expect(await who(me.sessionId)).toMatchObject({ role: 'ADMIN' })
  })
})

describe('a cookie', () => {
  const cookie = (value: string) => new Headers({ cookie: `${sessionCookieName()}=${value}` })
  const secret = () => env().NEXTAUTH_SECRET

  it.each(['', 'x', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0.'])(
    'that is no token (%j) is nobody',
    async (value) => {
      expect(await principalOf(cookie(value))).toBeNull()
    },
  )

  it('made with another secret is nobody', async () => {
    expect(await principalOf(cookie(await encode({ token: { sid: me.sessionId }, secret: 'x'.repeat(43) })))).toBeNull()
  })

  it('past its own life is nobody', async () => {
    expect(
      await principalOf(cookie(await encode({ token: { sid: me.sessionId }, secret: secret(), maxAge: -60 }))),
    ).toBeNull()
  })

  it('naming no session, an unknown one or something else is nobody', async () => {
    for (const token of [{}, { sid: randomUUID() }, { sid: "' OR 1=1" }, { sub: account.id }]) {
      expect(await principalOf(cookie(await encode({ token, secret: secret() })))).toBeNull()
    }
  })

  it('made for another purpose with the same secret is nobody', async () => {
    const state = await encode({ token: { sid: me.sessionId }, secret: secret(), salt: 'countersign.state' })
    expect(await principalOf(cookie(state))).toBeNull()
  })

  it('changed by one character is nobody', async () => {
    const token = await encode({ token: { sid: me.sessionId }, secret: secret() })
    expect(await principalOf(cookie(token))).not.toBeNull()
    expect(
      await principalOf(cookie(token.slice(0, -6) + (token.at(-6) === 'A' ? 'B' : 'A') + token.slice(-5))),
    ).toBeNull()
  })
})

describe('last seen', () => {
  const lastSeen = async () => (await db().session.findUniqueOrThrow({ where: { id: me.sessionId } })).lastSeenAt

  it('is written at most once a minute', async () => {
    const before = await lastSeen()
    await who(me.sessionId)
    expect(await lastSeen()).toEqual(before)
    await db().session.update({ where: { id: me.sessionId }, data: { lastSeenAt: new Date(Date.now() - 61_000) } })
    await who(me.sessionId)
    expect((await lastSeen()).getTime()).toBeGreaterThan(Date.now() - 10_000)
  })
})

describe('ending sessions', () => {
  it('lists one’s own living sessions and marks the current one', async () => {
    const other = await open()
    const ended = await open()
    await endSession(me, ended)
    const rows = await listSessions(me)
    expect(new Map(rows.map((row) => [row.id, row.current]))).toEqual(
      new Map([
        [me.sessionId, true],
        [other, false],
      ]),
    )
  })

  it('ends one of one’s own, once', async () => {
    const other = await open()
    await endSession(me, other)
    expect(await who(other)).toBeNull()
    expect(await who(me.sessionId)).not.toBeNull()
    await expect(endSession(me, other)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('never ends somebody else’s', async () => {
    const stranger = await makeAccount()
    const theirs = await openSession(db(), stranger.id, freshClient(), 'password')
    await expect(endSession(me, theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await who(theirs)).not.toBeNull()
  })

  it('ends all others and keeps this one', async () => {
    const others = [await open(), await open()]
    await endOtherSessions(me)
    for (const other of others) expect(await who(other)).toBeNull()
    expect(await who(me.sessionId)).not.toBeNull()
    expect(await auditOf(account.id)).toContain('sessions.ended')
  })

  it('ends all, this one included', async () => {
    const other = await open()
    await endAllSessions(me)
    expect(await who(other)).toBeNull()
    expect(await who(me.sessionId)).toBeNull()
  })

  it('signs out, and a second time does nothing', async () => {
    await signOut(me.sessionId, freshClient())
    await signOut(me.sessionId, freshClient())
    expect(await who(me.sessionId)).toBeNull()
    expect((await auditOf(account.id)).filter((action) => action === 'session.ended')).toHaveLength(1)
  })

  it('opens none for a disabled person', async () => {
    await db().user.update({ where: { id: account.id }, data: { disabledAt: new Date() } })
    await expect(open()).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
  })

  it('tells the person’s open pages each time', async () => {
    const heard: LiveMessage[] = []
    const unsubscribe = liveHub().subscribe((message) => heard.push(message))
    await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'missed' }))
    const told = () => heard.filter((message) => message.kind === 'sessions' && message.userId === account.id).length
    await endSession(me, await open())
    await vi.waitFor(() => expect(told()).toBe(1))
    await endOtherSessions(me)
    await vi.waitFor(() => expect(told()).toBe(2))
    await signOut(me.sessionId, freshClient())
    await vi.waitFor(() => expect(told()).toBe(3))
    unsubscribe()
    await liveHub().close()
  })
})
