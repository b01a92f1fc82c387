import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { db } from '../db'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { drop, makeReady } from '../testing/upload'
import { beginUploads } from '../uploads/begin'
import { replaceFile } from '../uploads/replace'
import { replaceFileInput } from '../uploads/schema'

const file = { name: 'a.txt', size: 1, type: 'text/plain' }

test('a token that is revoked while its agent begins something begins nothing', async () => {
  const person = await makePerson()
  const { documentId } = await makeReady(person)
  for (const [what, begin] of [
    ['a document', beginUploads],
    ['a new file', (agent) => replaceFile(agent, replaceFileInput.parse({ documentId, file }))],
  ] as [string, typeof beginUploads][]) {
    const { principal } = await makeAgent(person)
    const [id, before] = [principal.tokenId, await db().upload.count({ where: { uploaderId: person.userId } })]
    let waiting: Promise<unknown> | undefined
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "AgentToken" WHERE id = ${id}::uuid FOR UPDATE`
      waiting = begin(principal, drop(file)).catch(({ code }: { code: string }) => code)
      await pause(300)
      await tx.agentToken.update({ where: { id }, data: { revokedAt: new Date() } })
    })
    expect(await waiting, what).toBe('BAD_TOKEN')
    expect(await db().upload.count({ where: { uploaderId: person.userId } })).toBe(before)
  }
})
