import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { peek } from '../auth/one-time-links'
import { hashPassword } from '../auth/passwords'
import { db } from '../db'
import { startJobs } from '../jobs/boss'
import { mailWorker } from '../mail/queue'
import { Mailbox } from '../testing/mailbox'
import { makePerson } from '../testing/people'
import { inviteMember, renewInvite } from './invite'
import { issueReset } from './reset'

const mailbox = new Mailbox()
let jobs: { stop: () => Promise<void> }
beforeAll(async () => {
  await mailbox.start(await freePort())
  jobs = await startJobs([], [mailWorker])
})
afterAll(async () => {
  await jobs.stop()
  await mailbox.stop()
})

const urlIn = (text: string | undefined) => /^https?:\S+\/reset\/\S+$/m.exec(text ?? '')?.[0]

test('an invitation and a reset reach their person by mail, and the administrator can copy the same link', async () => {
  const admin = await makePerson('ADMIN')
  const email = `new-${crypto.randomUUID()}@example.org`
  const name = '<b>Newcomer</b>'
  const invited = await inviteMember(admin, { email, name, role: 'MEMBER' })
  const invitation = await mailbox.wait(email)
  expect(invited).toEqual({ url: urlIn(invitation.text), mailed: true })
  expect(invitation.html).not.toContain('<b>')
  const { id } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } })
  const renewed = await renewInvite(admin, id)
  expect(urlIn((await mailbox.wait(email, 2)).text)).toBe(renewed.url)
  expect(await peek(invited.url.split('/').at(-1)!)).toBeNull()

  await db().user.update({ where: { id }, data: { passwordHash: await hashPassword('a long enough password') } })
  const reset = await issueReset(admin, id)
  expect(reset).toEqual({ url: urlIn((await mailbox.wait(email, 3)).text), mailed: true })
})
