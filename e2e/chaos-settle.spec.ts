import { randomBytes } from 'node:crypto'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { notify } from './chaos/notify.ts'
import { until } from './chaos/rig.ts'
import { send } from './chaos/web-client.ts'

test('a store that hangs while an upload is settled holds nobody for ever; once it goes on, the upload is Ready', async ({ rig }) => {
  // The store's own notifications carry another token and are refused: this test says when.
  const STORAGE_EVENTS_TOKEN = randomBytes(32).toString('hex')
  const server = await rig.serve({ STORAGE_EVENTS_TOKEN, RECONCILE_INTERVAL: '0' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'hang.txt', size: 4, type: 'text/plain' })
  const { documentId, plan } = begun!
  const key = plan!.fields['key']!
  expect(await send(plan!, 'four')).toBe(201)
  rig.store.freeze()
  try {
    const hanging = notify(server, STORAGE_EVENTS_TOKEN, key)
    expect(await server.ready()).toBe(503)
    expect(await server.status('/api/health')).toBe(200)
    expect(await hanging).toBe(503)
  } finally {
    rig.store.thaw()
  }
  await until('the next notification settles it', async () => {
    expect(await notify(server, STORAGE_EVENTS_TOKEN, key)).toBe(204)
    return (await rig.statusOf(documentId)) === 'READY'
  })
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})
