import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { startJobs } from '../jobs/boss'
import { mailWorker } from '../mail/queue'
import { transferDocument } from '../sharing/transfer'
import { Mailbox } from '../testing/mailbox'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { removeMember } from './remove'

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

async function joined(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<UserPrincipal> {
  const person = await makePerson(role)
  await db().user.update({ where: { id: person.userId }, data: { passwordHash: 'not a hash' } })
  return person
}

test('an owner is told by mail when an administrator gives their document away, and not when they do it', async () => {
  const [admin, owner, heir] = [await joined('ADMIN'), await joined(), await joined()]
  const [{ documentId }, other] = [await makeReady(owner, '%PDF-1.7', 'plan.pdf'), await makeReady(owner)]
  await transferDocument(owner, { documentId: other.documentId, toId: heir.userId, keepEditor: true })
  const answer = await transferDocument(admin, { documentId, toId: heir.userId, keepEditor: false })
  expect(answer.tell).toBeNull()
  const { subject, text } = await mailbox.wait(owner.email, 1)
  expect(subject).toBe('“plan.pdf” has another owner')
  expect(text).toContain('You cannot open it any more')
})

test('a person who is removed is told at the address that is erased with it, and so is the heir', async () => {
  const [admin, leaver, heir] = [await joined('ADMIN'), await joined(), await joined()]
  await makeReady(leaver)
  const answer = await removeMember(admin, { userId: leaver.userId, heirId: heir.userId })
  expect(answer).toMatchObject({ documents: 1, told: true })
  expect((await mailbox.wait(leaver.email, 1)).text).toContain('The owner of your 1 document is')
  expect((await mailbox.wait(heir.email, 1)).text).toContain('made you the owner of 1 document.')
})
