import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { storeClient } from '../../../scripts/engines/bucket.ts'
import { REGION } from '../../../scripts/engines/store.ts'
import { audit } from '../books.ts'
import { until, type Rig } from '../rig.ts'

const SWEPT_WITHIN_MS = 120_000

/**
 * As if an hour had gone by, in which used forms, copies of the dead and uploads that nobody goes on with run out. Then
 * nothing may be left but what is served: answers what is.
 */
export async function orphans(rig: Rig): Promise<string[]> {
  await rig.database.sql(`UPDATE "Upload" SET "expiresAt" = now() - interval '1 hour' WHERE state = 'ACTIVE'`)
  const active = () => rig.database.sql(`SELECT 1 FROM "Upload" WHERE state = 'ACTIVE'`)
  await until('no upload waits', async () => (await active()).length === 0, SWEPT_WITHIN_MS)
  await rig.database.sql(`
    UPDATE "StoredObject" SET "writableUntil" = now() - interval '1 hour',
      "deleteAt" = CASE WHEN state = 'DOOMED' THEN now() END WHERE state IN ('WRITING', 'DOOMED')`)
  const unswept = () => rig.database.sql(`SELECT 1 FROM "StoredObject" WHERE state IN ('WRITING', 'DOOMED')`)
  await until('the sweep is through', async () => (await unswept()).length === 0, SWEPT_WITHIN_MS)
  const { withoutRow, withoutObject, undead, pointers } = await audit(rig.database, rig.store)
  return [...withoutRow, ...withoutObject, ...undead, ...pointers, ...(await openMultiparts(rig))]
}

async function openMultiparts({ store }: Rig): Promise<string[]> {
  const { ports, config } = store.options
  const client = storeClient(`http://127.0.0.1:${ports.s3}`, REGION, config.admin)
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: config.bucket }))
  client.destroy()
  return Uploads.map(({ Key }) => `the parts of ${Key}`)
}
