import { expect, test } from 'vitest'
import { auditFilter } from '../audit/filter'
import { listAudit } from '../audit/list'
import { asText } from '../audit/phrase'
import { db } from '../db'
import { mint } from '../documents/mint'
import { removeMember } from '../members/remove'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { makeReady } from '../testing/upload'
import { revokeAgentToken } from './revoke'

test('the audit names tokens: who revoked whose, and which agent it was that got a URL', async () => {
  const [person, admin] = [await makePerson(), await makePerson('ADMIN')]
  await db().user.update({ where: { id: admin.userId }, data: { name: 'Legal' } })
  const { documentId } = await makeReady(person, 'x', 'plan.txt')
  const { principal: agent } = await makeAgent(person)
  await mint(agent, documentId)
  await revokeAgentToken(admin, agent.tokenId)
  const rows = async (who: string) => (await listAudit(admin, auditFilter.parse({ who }), undefined)).rows
  const [revoked] = await rows(admin.userId)
  expect(asText(revoked!.parts)).toBe('Legal revoked the agent token “Test agent” of Test person')
  const issued = (await rows(person.userId)).find(({ action }) => action === 'url.issued')!
  expect(asText(issued.parts)).toMatch(/^Test person got a URL to download plan\.txt/)
  expect(issued.details).toContainEqual(['agent', 'the agent token “Test agent”'])

  const heir = await makePerson()
  await db().user.update({ where: { id: heir.userId }, data: { passwordHash: 'not a hash' } })
  await removeMember(admin, { userId: person.userId, heirId: heir.userId })
  expect((await rows(admin.userId)).some(({ parts }) => asText(parts).includes('Test agent'))).toBe(false)
})
