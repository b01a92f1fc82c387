import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/engines/ports'
import { startJobs } from '../jobs/boss'
import { mailWorker } from '../mail/queue'
import { makeAgent } from '../testing/agents'
import { Mailbox } from '../testing/mailbox'
import { makePerson } from '../testing/people'
import { createAgentToken } from './create'
import { revokeAgentToken } from './revoke'
import { newAgentTokenInput } from './schema'

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

test('a person is told of a token that is made in their session, and the message holds nothing of the token', async () => {
  const person = await makePerson()
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const input = { name: 'nightly import', scopes: ['documents:read', 'shares:write'], documentIds: null, expiresAt }
  const { token } = await createAgentToken(person, newAgentTokenInput.parse(input))
  const { subject, text } = await mailbox.wait(person.email, 1)
  expect(subject).toBe('An agent token was made in your name')
  expect(text).toContain('The agent token nightly import was made on your account page.')
  expect(text).toContain('It may: documents:read, shares:write.')
  expect(text).not.toContain(token)
})

test('a person is told when an administrator revokes a token of theirs, and not when they do', async () => {
  const [person, other, admin] = [await makePerson(), await makePerson(), await makePerson('ADMIN')]
  const [own, taken] = [await makeAgent(person), await makeAgent(person)]
  await revokeAgentToken(person, own.principal.tokenId)
  await revokeAgentToken(admin, taken.principal.tokenId)
  // Again, it takes nothing and tells nobody.
  await revokeAgentToken(admin, taken.principal.tokenId)
  const { subject, text } = await mailbox.wait(person.email, 1)
  expect(subject).toBe('An agent token of yours ended')
  expect(text).toContain(`${admin.name}, an administrator, revoked an agent token of yours: Test agent`)
  await revokeAgentToken(admin, (await makeAgent(other)).principal.tokenId)
  await mailbox.wait(other.email, 1)
  expect(await mailbox.to(person.email)).toHaveLength(1)
})
