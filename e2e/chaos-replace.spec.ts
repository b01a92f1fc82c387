import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { until } from './chaos/rig.ts'
import { send, type WebClient } from './chaos/web-client.ts'
import type { BegunUpload } from '../lib/uploads/schema.ts'

type FormPlan = Parameters<typeof send>[0]

const content = async (client: WebClient, documentId: string): Promise<string> => {
  const answer = await client.fetch(`/api/v1/documents/${documentId}/content`)
  await answer.body?.cancel()
  expect(answer.status).toBe(302)
  return answer.headers.get('location') ?? ''
}

const bytes = async (url: string) => {
  const answer = await fetch(url)
  return answer.ok ? answer.text() : answer.status
}

for (const point of ['settle.frozen', 'settle.checked', 'replace.committed'] as const) {
  test(`a server that is killed at ${point} while a file is replaced serves one of the two, and then the new one alone`, async ({
    rig,
  }) => {
    const first = await rig.serve()
    const owner = await rig.person()
    const client = await rig.client(first, owner)
    await rig.database.sql('UPDATE "SharingPolicy" SET "urlSeconds" = 3600', [])
    const documentId = await client.upload('the present one')
    await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
    const url = await content(client, documentId)
    const file = { name: 'newer.txt', size: 'the new one'.length, type: 'text/plain' }
    const begun = await client.action<BegunUpload>('replaceFile', { documentId, file })
    if (!begun.ok) throw new Error(begun.message)
    await first.engine.stop()

    const doomed = await rig.serve({ FAULT_POINT: point, RECONCILE_INTERVAL: '0' })
    expect(await send(begun.data.plan as FormPlan, 'the new one')).toBe(201)
    // The store's notification sets it off; a run that never reaches the point must fail.
    await doomed.engine.ended
    // Nobody need wait here until the claim of the killed server runs out.
    await rig.database.sql('UPDATE "Upload" SET "leaseUntil" = now() WHERE "leaseUntil" > now()', [])

    const healthy = await rig.serve({ RECONCILE_INTERVAL: '1' })
    const again = await rig.client(healthy, owner)
    expect(['the present one', 'the new one']).toContain(await bytes(await content(again, documentId)))
    await until(
      'the new one is served',
      async () => {
        return (await bytes(await content(again, documentId))) === 'the new one'
      },
      90_000,
    )
    await until('the URL of the old one is dead', async () => (await bytes(url)) === 404, 60_000)
    expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
    await healthy.engine.stop()
  })
}
