import { setTimeout as sleep } from 'node:timers/promises'
import { choose, expectStatus } from '../documents.ts'
import { noise } from '../files.ts'
import { uploadSpeed } from '../line.ts'
import { BALANCED, audit, listBucket } from './books.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './pages.ts'
import { until, type Rig } from './rig.ts'
import { send, type WebClient } from './web-client.ts'

/** A claim that nobody gives back runs out after a minute; then a round of the reconciler, and the copy. */
const SETTLED_WITHIN = 90_000

test('killed between copy and commit, the server finishes the upload after its next start', async ({ rig }) => {
  const server = await rig.serve()
  const client = await rig.client(server)
  await rig.database.sql(`CREATE FUNCTION chaos_wait() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.status = 'READY' THEN PERFORM pg_sleep(600); END IF; RETURN NEW; END $$`)
  await rig.database.sql(
    'CREATE TRIGGER chaos_wait BEFORE UPDATE ON "Document" FOR EACH ROW EXECUTE FUNCTION chaos_wait()',
  )
  const documentId = await client.upload('copied, not committed')
  await until('the commit waits', async () => (await sleeping(rig)) > 0)
  const [copy] = await rig.database.sql<{ key: string }>(
    `SELECT key FROM "StoredObject" WHERE "documentId" = $1 AND state = 'WRITING' AND key LIKE 'objects/%'`,
    [documentId],
  )
  expect((await listBucket(rig.store)).has(copy!.key)).toBe(true)
  await server.kill()
  await rig.database.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)
  await rig.database.sql('DROP FUNCTION chaos_wait CASCADE')
  expect(await rig.statusOf(documentId)).toBe('VERIFYING')
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)

  const next = await rig.serve()
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY', SETTLED_WITHIN)
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await expectOnlyLiveObjectsStay(rig)
  await next.engine.stop()
})

async function sleeping(rig: Rig): Promise<number> {
  return (await rig.database.sql(`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)).length
}

test('a server that is killed again and again while 30 files go up loses none, and the page sees them all Ready', async ({
  rig,
  page,
}) => {
  let server = await rig.serve()
  await signIn(page, server.url, await rig.person())
  await uploadSpeed(page, 400_000)
  const files = Array.from({ length: 30 }, (_, n) => noise(`small ${n}.bin`, 200_000 + n))
  await choose(page, files)
  const begun = async () => (await rig.database.sql(`SELECT 1 FROM "Document" WHERE name LIKE 'small %'`)).length
  await until('all are begun', async () => (await begun()) === files.length)
  for (let kills = 0; kills < 8; kills++) {
    await sleep(500 + Math.random() * 2_500)
    await server.kill()
    expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
    server = await rig.serve()
  }
  const unready = async () =>
    (await rig.database.sql(`SELECT 1 FROM "Document" WHERE name LIKE 'small %' AND status <> 'READY'`)).length
  await until('all are Ready', async () => (await unready()) === 0, SETTLED_WITHIN)
  for (const { name } of files) await expectStatus(page, name, 'Ready')
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await expectOnlyLiveObjectsStay(rig)
  await server.engine.stop()
})

test('with server, store and database killed at random, what the store once confirmed becomes Ready, and the rest can still come', async ({
  rig,
}) => {
  let server = await rig.serve()
  const person = await rig.person()
  const uploads: Upload[] = []
  const stop = new AbortController()
  const uploader = async (who: number) => {
    for (let n = 0; !stop.signal.aborted; n++) {
      const client = await rig.client(server, person).catch(() => null)
      const upload = client && (await uploadOne(client, `file ${n} of ${who}`).catch(() => null))
      if (upload) uploads.push(upload)
      else await sleep(200)
    }
  }
  const uploaders = [1, 2, 3].map(uploader)
  for (let round = 0; round < 12; round++) {
    await sleep(500 + Math.random() * 3_000)
    if (round % 3 === 0) {
      await server.kill()
      server = rig.launch()
    } else {
      const engine = round % 3 === 1 ? rig.store : rig.database
      await engine.kill()
      await sleep(Math.random() * 2_000)
      await engine.start()
    }
  }
  await until('the server is ready', async () => (await server.ready()) === 200)
  await sleep(2_000)
  stop.abort()
  await Promise.all(uploaders)

  const isReady = async ({ documentId }: Upload) => (await rig.statusOf(documentId)) === 'READY'
  const confirmed = uploads.filter((upload) => upload.confirmed)
  expect(confirmed.length).toBeGreaterThan(10)
  for (const upload of confirmed) await until(`${upload.text} is Ready`, () => isReady(upload), SETTLED_WITHIN)
  const client = await rig.client(server, person)
  for (const upload of uploads) {
    if (await isReady(upload)) continue
    expect(await send(await client.sign(upload.uploadId), upload.text)).toBe(201)
    await until(`${upload.text} is Ready`, () => isReady(upload), SETTLED_WITHIN)
  }
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await expectOnlyLiveObjectsStay(rig)
  await server.engine.stop()
})

type Upload = { documentId: string; uploadId: string; text: string; confirmed: boolean }

async function uploadOne(client: WebClient, text: string): Promise<Upload> {
  const [begun] = await client.begin({ name: `${text}.txt`, size: Buffer.byteLength(text), type: 'text/plain' })
  const { documentId, uploadId, plan } = begun!
  return { documentId, uploadId, text, confirmed: (await send(plan!, text)) === 201 }
}

/** As if an hour had gone by, in which copies of the dead and used forms run out: the sweeper then leaves nothing but what is served. */
async function expectOnlyLiveObjectsStay(rig: Rig): Promise<void> {
  await rig.database.sql(`
    UPDATE "StoredObject" o SET "writableUntil" = now() - interval '1 hour', "deleteAt" = CASE WHEN state = 'DOOMED' THEN now() END
    WHERE state IN ('WRITING', 'DOOMED') AND NOT EXISTS (SELECT 1 FROM "Upload" u WHERE u."objectId" = o.id AND u.state = 'ACTIVE')`)
  await until(
    'only what is served stays',
    async () => {
      const rows = await rig.database.sql<{ key: string }>(
        `SELECT key FROM "StoredObject" WHERE state = 'LIVE' ORDER BY key`,
      )
      const keys = [...(await listBucket(rig.store)).keys()]
        .filter((key) => key !== 'probe/ready' && !key.startsWith('anchors/'))
        .toSorted()
      return JSON.stringify(keys) === JSON.stringify(rows.map(({ key }) => key).toSorted())
    },
    60_000,
  )
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
}
