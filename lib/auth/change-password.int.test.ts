import { beforeEach, expect, it } from 'vitest'
import { db } from '../db'
import { freshClient, makeAccount, signedIn, type Account } from '../testing/accounts'
import { changePassword } from './change-password'
import { principalOf } from './current'
import type { UserPrincipal } from './principal'
import { openSession } from './sessions'
import { signInWithPassword, TRIES_AN_ADDRESS } from './sign-in'

const NEXT = 'a new and longer one'

let account: Account
let me: UserPrincipal
let elsewhere: string

beforeEach(async () => {
  account = await makeAccount()
  const open = () => openSession(db(), account.id, freshClient(), 'password')
  me = (await principalOf(await signedIn(await open())))!
  elsewhere = await open()
})

it('keeps this session, ends the others, and the old password is over', async () => {
  await changePassword(me, account.password, NEXT)
  expect(await principalOf(await signedIn(me.sessionId))).toMatchObject({ userId: account.id })
  expect(await principalOf(await signedIn(elsewhere))).toBeNull()
  await expect(signInWithPassword(account, freshClient())).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
  await signInWithPassword({ email: account.email, password: NEXT }, freshClient())
})

it('needs the current password, and does not let it be guessed from an open screen', async () => {
  for (let round = 0; round < TRIES_AN_ADDRESS; round++) {
    await expect(changePassword(me, `guess ${round}`, NEXT)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  }
  await expect(changePassword(me, account.password, NEXT)).rejects.toMatchObject({ code: 'TOO_MANY' })
  expect(await principalOf(await signedIn(elsewhere))).not.toBeNull()
})

it('refuses a weak one and the person’s own address', async () => {
  await expect(changePassword(me, account.password, account.email)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(changePassword(me, account.password, 'aaaaaaaaaaaa')).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

it('lets one of two changes at once win', async () => {
  const both = await Promise.allSettled([
    changePassword(me, account.password, `${NEXT} 1`),
    changePassword(me, account.password, `${NEXT} 2`),
  ])
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

it('tells people without a password what to do', async () => {
  await db().user.update({ where: { id: account.id }, data: { passwordHash: null } })
  await expect(changePassword(me, '', NEXT)).rejects.toThrow('through your organisation')
})
