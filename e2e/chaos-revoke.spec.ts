import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { until, type Rig } from './chaos/rig.ts'
import type { WebClient } from './chaos/web-client.ts'

const content = async (client: WebClient, documentId: string) => {
  const answer = await client.fetch(`/api/v1/documents/${documentId}/content`)
  await answer.body?.cancel()
  return answer.status === 302 ? (answer.headers.get('location') ?? '') : null
}

const bytes = async (url: string) => {
  const answer = await fetch(url)
  return answer.ok ? answer.text() : answer.status
}

/** A document that a reader has an hour-long URL of, under a grant that is about to be revoked. */
async function handedOut(rig: Rig) {
  const server = await rig.serve()
  const [owner, reader] = [await rig.person(), await rig.person()]
  const [ownersClient, readersClient] = [await rig.client(server, owner), await rig.client(server, reader)]
  await rig.database.sql('UPDATE "SharingPolicy" SET "urlSeconds" = 3600', [])
  const documentId = await ownersClient.upload('what was shared')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  const [grant] = await rig.database.sql<{ id: string }>(
    `INSERT INTO "Capability" (id, kind, "documentId", "userId", "giverId")
     VALUES (gen_random_uuid(), 'USER', $1, $2, $3) RETURNING id`,
    [documentId, reader.id, owner.id],
  )
  const url = (await content(readersClient, documentId))!
  expect(await bytes(url)).toBe('what was shared')
  await server.engine.stop()
  return { owner, reader, documentId, grantId: grant!.id, url }
}

for (const point of ['revoke.committed', 'rekey.begun', 'rekey.copied', 'rekey.swapped'] as const) {
  test(`a server that is killed at ${point} has revoked all the same, and loses nothing`, async ({ rig }) => {
    const { owner, reader, documentId, grantId, url } = await handedOut(rig)
    const doomed = await rig.serve({ FAULT_POINT: point, RECONCILE_INTERVAL: '0' })
    const client = await rig.client(doomed, owner)
    const asked = client.action('revokeWays', { ways: [{ kind: 'USER', id: grantId }] }).catch(() => 'no answer')
    // A run that never reaches the point must fail.
    await doomed.engine.ended
    expect(await asked).toBe('no answer')

    const healthy = await rig.serve({ RECONCILE_INTERVAL: '1' })
    const readersClient = await rig.client(healthy, reader)
    expect(await content(readersClient, documentId)).toBeNull()
    await until('the URL is dead', async () => (await bytes(url)) === 404, 60_000)
    expect(await bytes((await content(await rig.client(healthy, owner), documentId))!)).toBe('what was shared')
    expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
    await healthy.engine.stop()
  })
}
