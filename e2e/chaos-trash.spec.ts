import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { until, type Rig } from './chaos/rig.ts'
import type { WebClient } from './chaos/web-client.ts'

const BYTES = 'what was deleted'

const content = async (client: WebClient, documentId: string) => {
  const answer = await client.fetch(`/api/v1/documents/${documentId}/content`)
  await answer.body?.cancel()
  return answer.status === 302 ? (answer.headers.get('location') ?? '') : null
}

const bytes = async (url: string) => {
  const answer = await fetch(url)
  return answer.ok ? answer.text() : answer.status
}

/** A document that its owner has an hour-long URL of. */
async function handedOut(rig: Rig) {
  const server = await rig.serve()
  const owner = await rig.person()
  const client = await rig.client(server, owner)
  await rig.database.sql('UPDATE "SharingPolicy" SET "urlSeconds" = 3600', [])
  const documentId = await client.upload(BYTES)
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  const url = (await content(client, documentId))!
  expect(await bytes(url)).toBe(BYTES)
  return { server, client, owner, documentId, url }
}

for (const point of ['delete.committed', 'rekey.begun', 'rekey.copied', 'rekey.swapped'] as const) {
  test(`a server that is killed at ${point} has deleted all the same, and the owner gets it back`, async ({ rig }) => {
    const { server, owner, documentId, url } = await handedOut(rig)
    await server.engine.stop()
    const doomed = await rig.serve({ FAULT_POINT: point, RECONCILE_INTERVAL: '0' })
    const asked = (await rig.client(doomed, owner)).action('deleteDocument', { documentId }).catch(() => 'no answer')
    // A run that never reaches the point must fail.
    await doomed.engine.ended
    expect(await asked).toBe('no answer')

    const healthy = await rig.serve({ RECONCILE_INTERVAL: '1' })
    const client = await rig.client(healthy, owner)
    expect(await content(client, documentId)).toBeNull()
    await until('the URL is dead', async () => (await bytes(url)) === 404, 60_000)
    expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
    expect(await client.action('restoreDocument', { documentId })).toMatchObject({ ok: true })
    expect(await bytes((await content(client, documentId))!)).toBe(BYTES)
    await healthy.engine.stop()
  })
}

test('a server that is killed at purge.committed leaves nothing behind', async ({ rig }) => {
  const { server, client, owner, documentId } = await handedOut(rig)
  expect(await client.action('deleteDocument', { documentId })).toMatchObject({ ok: true, data: { trashed: true } })
  await server.engine.stop()
  const doomed = await rig.serve({ FAULT_POINT: 'purge.committed', RECONCILE_INTERVAL: '0' })
  void (await rig.client(doomed, owner)).action('purgeDocument', { documentId }).catch(() => undefined)
  await doomed.engine.ended
  const healthy = await rig.serve({ RECONCILE_INTERVAL: '1' })
  const left = () =>
    rig.database.sql(`SELECT 1 FROM "StoredObject" WHERE "documentId" = $1 AND "goneAt" IS NULL`, [documentId])
  await until('its objects are deleted', async () => (await left()).length === 0)
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await healthy.engine.stop()
})
