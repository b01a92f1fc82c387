import { expect, test } from './chaos/fixtures.ts'
import { until } from './chaos/rig.ts'
import { send } from './chaos/web-client.ts'
for (const n of [1,2,3]) test('again ' + n, async ({ rig }) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '0' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'in between.txt', size: 4, type: 'text/plain' })
  await rig.database.kill()
  expect(await send(begun!.plan!, 'four')).toBe(201)
  await until('the store was told to say it again', async () => server.log.includes('the store will repeat it'))
  await rig.database.start()
  for (let i = 0; i < 20; i++) {
  const up = await rig.database.sql('SELECT state, "leaseUntil", "checkedAt", "arrivedAt" FROM "Upload" WHERE id=$1', [begun!.uploadId])
  const acts = await rig.database.sql("SELECT pid, state, wait_event, left(query,80) q FROM pg_stat_activity WHERE datname='countersign' AND pid<>pg_backend_pid()")
  const st = await rig.statusOf(begun!.documentId)
  console.log(new Date().toISOString(), JSON.stringify(up), JSON.stringify(acts), st, i>12 ? await server.ready():'')
  if (st === 'READY') break
  await new Promise(r => setTimeout(r, 2000))
  }
  await server.engine.stop()
})
