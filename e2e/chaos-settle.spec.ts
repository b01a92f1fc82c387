import { randomBytes } from 'node:crypto'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { notify } from './chaos/notify.ts'
import { until } from './chaos/rig.ts'

test('a store that hangs while its upload is settled holds nobody for ever; when it goes on, the upload is Ready', async ({ rig }) => {
  test.setTimeout(90_000)
  // The store's own notifications carry the old token and are refused: this test says when.
  const STORAGE_EVENTS_TOKEN = randomBytes(32).toString('hex')
  const server = await rig.serve({ STORAGE_EVENTS_TOKEN, RECONCILE_INTERVAL: '2' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'hang.txt', size: 4, type: 'text/plain' })
  rig.store.freeze()
  try {
    const began = performance.now()
    const [event, ready] = await Promise.all([notify(server, STORAGE_EVENTS_TOKEN, begun!.plan!.fields['key']!), server.ready()])
    expect([event, ready]).toEqual([503, 503])
    expect(performance.now() - began).toBeLessThan(20_000)
  } finally {
    rig.store.thaw()
  }
  await server.engine.stop()
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
})
