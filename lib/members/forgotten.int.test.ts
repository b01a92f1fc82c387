import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { hashPassword, verifyPassword } from '../auth/passwords'
import { issueLink, peek, redeem } from '../auth/one-time-links'
import { db } from '../db'
import { startJobs } from '../jobs/boss'
import { mailWorker } from '../mail/queue'
import { freshClient } from '../testing/accounts'
import { Mailbox } from '../testing/mailbox'
import { makePerson } from '../testing/people'
import { askForReset, forgottenWorker, RESETS_AN_ADDRESS } from './forgotten'

const mailbox = new Mailbox()
let jobs: { stop: () => Promise<void> }
beforeAll(async () => {
  await mailbox.start(await freePort())
  jobs = await startJobs([], [mailWorker, forgottenWorker])
})
afterAll(async () => {
  await jobs.stop()
  await mailbox.stop()
})

async function withPassword() {
  const person = await makePerson()
  const passwordHash = await hashPassword('the one that was forgotten')
  await db().user.update({ where: { id: person.userId }, data: { passwordHash } })
  return person
}

const tokenIn = (text: string | undefined) => /\/reset\/(\S+)/.exec(text ?? '')?.[1] ?? ''
const done = () =>
  expect
    .poll(
      async () => {
        const [row] = await db().$queryRaw<{ open: number }[]>`
        SELECT count(*)::integer AS open FROM pgboss.job
        WHERE name IN ('forgotten-password', 'mail') AND state IN ('created', 'active', 'retry')`
        return row?.open
      },
      { timeout: 20_000 },
    )
    .toBe(0)

test('who forgot the password gets a link by mail, once usable, for half an hour', async () => {
  const person = await withPassword()
  await askForReset(person.email, freshClient())
  const mail = await mailbox.wait(person.email)
  const token = tokenIn(mail.text)
  expect(await peek(token)).toMatchObject({ kind: 'RESET', email: person.email })
  const link = await db().oneTimeLink.findFirstOrThrow({ where: { userId: person.userId } })
  const minutes = (link.expiresAt.getTime() - link.createdAt.getTime()) / 60_000
  expect(Math.round(minutes)).toBe(30)
  await redeem(token, 'a new and long enough one', freshClient())
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { id: person.userId },
    select: { passwordHash: true },
  })
  expect(await verifyPassword(passwordHash, 'a new and long enough one')).toBe(true)
  await expect(redeem(token, 'another long enough one', freshClient())).rejects.toMatchObject({ code: 'LINK_USED' })
})

test('asking does the same whether or not somebody has the address; only the mailbox knows', async () => {
  const invited = await makePerson()
  const disabled = await withPassword()
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
  const nobody = `nobody-${crypto.randomUUID()}@example.com`
  for (const email of [invited.email, disabled.email, nobody]) {
    expect(await askForReset(email, freshClient())).toBeUndefined()
  }
  await done()
  for (const email of [invited.email, disabled.email, nobody]) expect(await mailbox.to(email)).toEqual([])
  expect(await db().oneTimeLink.count({ where: { userId: { in: [invited.userId, disabled.userId] } } })).toBe(0)
})

test('an address is asked for a few times an hour, known or not', async () => {
  const person = await withPassword()
  for (const email of [person.email, `nobody-${crypto.randomUUID()}@example.com`]) {
    for (let n = 0; n < RESETS_AN_ADDRESS; n++) await askForReset(email, freshClient())
    await expect(askForReset(email, freshClient())).rejects.toMatchObject({ code: 'TOO_MANY' })
  }
  await done()
})

test('asking again, which anybody can, voids no link that was handed out; redeeming one voids all', async () => {
  const [person, admin] = [await withPassword(), await makePerson('ADMIN')]
  const handedOut = await db().$transaction((tx) => issueLink(tx, 'RESET', person.userId, admin))
  await askForReset(person.email, freshClient())
  const first = tokenIn((await mailbox.wait(person.email)).text)
  await askForReset(person.email, freshClient())
  const second = tokenIn((await mailbox.wait(person.email, 2)).text)
  const tokens = [tokenIn(handedOut), first, second]
  expect(new Set(tokens).size).toBe(3)
  for (const token of tokens) expect(await peek(token)).toMatchObject({ kind: 'RESET', email: person.email })
  await redeem(first, 'a new and long enough one', freshClient())
  expect(await Promise.all(tokens.map((token) => peek(token)))).toEqual([null, null, null])
})

test('a job that is done twice makes one link', async () => {
  const person = await withPassword()
  await askForReset(person.email, freshClient())
  await mailbox.wait(person.email)
  const [job] = await db().$queryRaw<{ data: object }[]>`
    SELECT data FROM pgboss.job WHERE name = 'forgotten-password' ORDER BY "created_on" DESC LIMIT 1`
  await forgottenWorker.run(job?.data)
  await done()
  expect(await mailbox.to(person.email)).toHaveLength(1)
  expect(await db().oneTimeLink.count({ where: { userId: person.userId } })).toBe(1)
})
