import { expect, test } from './chaos/fixtures.ts'
import { until } from './chaos/rig.ts'

const LINKS = 600

type Prepared = { id: string; total: number; effect: { links: number } }
type Progress = { done: number; total: number; answer: { links: number; urlsKilled: number } | null }

test('a server that is killed in the middle of revoking many: the next one goes on, and nothing is left', async ({
  rig,
}) => {
  test.setTimeout(180_000)
  const first = await rig.serve()
  const [owner, admin] = [await rig.person(), await rig.person('ADMIN')]
  const documentId = await (await rig.client(first, owner)).upload('what was shared')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  await rig.database.sql(
    `WITH made AS (
       INSERT INTO "Document" (id, "ownerId", name, size, status, "updatedAt")
       SELECT gen_random_uuid(), $1, 'other ' || n, 1, 'UPLOADING', now() FROM generate_series(1, 59) n RETURNING id
     ), documents AS (
       SELECT id, row_number() OVER () - 1 AS nth FROM (SELECT id FROM made UNION ALL SELECT $2::uuid) d
     ), given AS (
       INSERT INTO "Capability" (id, kind, "documentId", "giverId")
       SELECT gen_random_uuid(), 'LINK', d.id, $1 FROM generate_series(1, ${LINKS}) n JOIN documents d ON d.nth = n % 60
       RETURNING id
     )
     INSERT INTO "Link" ("capabilityId", "tokenHash") SELECT id, sha256(id::text::bytea) FROM given`,
    [owner.id, documentId],
  )
  await first.engine.stop()
  const standing = async () => {
    const [row] = await rig.database.sql<{ count: number }>(
      `SELECT count(*)::integer AS count FROM "Capability" WHERE "revokedAt" IS NULL`,
      [],
    )
    return row!.count
  }

  const doomed = await rig.serve({ FAULT_POINT: 'revoke.committed', RECONCILE_INTERVAL: '1' })
  const client = await rig.client(doomed, admin)
  const prepared = await client.action('prepareRevocation', { by: 'filter', filter: { giver: owner.id } })
  if (!prepared.ok) throw new Error(prepared.message)
  const { id, total, effect } = prepared.data as Prepared
  expect([total, effect.links]).toEqual([LINKS, LINKS])
  await client.action('startRevocation', { id }).catch(() => null)
  // A run that never reaches the point must fail.
  await doomed.engine.ended
  const left = await standing()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(LINKS)

  const healthy = await rig.serve({ RECONCILE_INTERVAL: '1' })
  const again = await rig.client(healthy, admin)
  const progress = async () => {
    const asked = await again.action('revocationProgress', { id })
    if (!asked.ok) throw new Error(asked.message)
    return asked.data as Progress
  }
  await until('it is through', async () => (await progress()).answer !== null, 90_000)
  expect(await progress()).toMatchObject({ done: LINKS, total: LINKS, answer: { links: LINKS, urlsKilled: 0 } })
  expect(await standing()).toBe(0)
  const [audited] = await rig.database.sql<{ count: number }>(
    `SELECT count(*)::integer AS count FROM "AuditEvent" WHERE action = 'link.revoked'`,
    [],
  )
  expect(audited!.count).toBe(LINKS)
  await healthy.engine.stop()
})
