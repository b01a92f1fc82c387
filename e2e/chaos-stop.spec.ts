import pg from 'pg'
import { expect, test } from './chaos/fixtures.ts'
import { until } from './chaos/rig.ts'

test('told to stop, the server ends its streams, finishes what it was asked, takes nothing new, and is gone', async ({
  rig,
}) => {
  const server = await rig.serve()
  const client = await rig.client(server)
  const documentId = await client.upload('to be renamed')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  const streams = await Promise.all(Array.from({ length: 5 }, () => client.fetch('/api/live')))
  const texts = streams.map((stream) => stream.text())

  // Somebody holds the row, so that the request is in the middle of its work when the signal comes.
  const holder = new pg.Client({ connectionString: rig.database.url })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT 1 FROM "Document" WHERE id = $1 FOR UPDATE', [documentId])
  const renamed = client.action('renameDocument', { documentId, name: 'renamed while it stops.txt' })
  await until('the request waits', async () => {
    const waiting = await rig.database.sql(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)
    return waiting.length > 0
  })

  const began = performance.now()
  process.kill(server.engine.pid, 'SIGTERM')
  expect((await Promise.all(texts)).every((text) => text.includes('event: refresh'))).toBe(true)
  await until('it takes nothing new', async () => (await server.status('/api/health')) === 0)
  await holder.query('COMMIT')
  await holder.end()
  expect(await renamed).toMatchObject({ ok: true, data: { name: 'renamed while it stops.txt' } })
  expect(await server.engine.ended).toBe('code 0')
  expect(performance.now() - began).toBeLessThan(10_000)
})
