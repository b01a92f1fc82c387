import { BALANCED, audit } from './books.ts'
import { expect, test } from './fixtures.ts'
import { notify } from './notify.ts'
import { until } from './rig.ts'

const DOWN = { ok: false, code: 'DATABASE_DOWN' }

test('a database that hangs holds nobody for ever, and afterwards nothing is left of it', async ({ rig }) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '2' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'hang.txt', size: 4, type: 'text/plain' })
  // As many as the pool has connections, so that some are open and some would have to be opened.
  await Promise.all(Array.from({ length: 10 }, () => client.fetch('/documents').then((answer) => answer.text())))
  rig.database.freeze()
  try {
    const began = performance.now()
    const asked = await Promise.all([
      server.status('/api/health'),
      server.ready(),
      notify(server, rig.settings['STORAGE_EVENTS_TOKEN']!, begun!.plan!.fields['key']!),
      ...Array.from({ length: 30 }, () => client.action('beginUploads', { files: [{ name: 'x', size: 1, type: '' }] })),
    ])
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(asked.slice(0, 3)).toEqual([200, 503, 503])
    for (const answer of asked.slice(3)) expect(answer).toMatchObject(DOWN)
  } finally {
    rig.database.thaw()
  }
  await until('it is ready', async () => (await server.ready()) === 200)
  // More at once than the pool has connections: none of them may have been lost to the outage.
  const uploaded = await Promise.all(Array.from({ length: 15 }, (_, n) => client.upload(`after ${n}`)))
  for (const id of uploaded) await until('it is Ready', async () => (await rig.statusOf(id)) === 'READY')
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})
