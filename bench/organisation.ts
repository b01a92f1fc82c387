import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { CopyObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { hash } from '@node-rs/argon2'
import { Client } from 'pg'
import { ADMIN, type App } from './app.ts'

const MB = 1_000_000
const DOCUMENTS = Number(process.env.BENCH_DOCUMENTS || 100)
const LARGE = Math.round(DOCUMENTS / 20)
const LINKS_EACH = 10
const READERS = 5

export type Reader = { email: string; password: string }
export type Shared = { documentId: string; tokens: string[] }

/** Documents, readers with a grant in each of them, and links to each: rows and objects as the app would have made them. */
export class Organisation {
  readonly documents: Shared[] = []
  readonly readers: Reader[] = []
  readonly #database: Client

  private constructor(database: Client) {
    this.#database = database
  }

  static async found(app: App): Promise<Organisation> {
    const database = new Client({ connectionString: app.engines.databaseUrl })
    await database.connect()
    const organisation = new Organisation(database)
    await organisation.#build(app)
    return organisation
  }

  async close(): Promise<void> {
    await this.#database.end()
  }

  /** From recording the new key to the commit that made it the document's, for every document that was moved. */
  async rekeyMilliseconds(): Promise<number[]> {
    const rows = await this.#rows<{ ms: string }>(`
      SELECT extract(epoch FROM max(i."killedAt") - max(o."createdAt")) * 1000 AS ms
      FROM "IssuedUrl" i JOIN "Document" d ON d.id = i."documentId" JOIN "StoredObject" o ON o.id = d."objectId"
      WHERE i."killedAt" IS NOT NULL GROUP BY i."documentId"`)
    return rows.map(({ ms }) => Number(ms))
  }

  async #build(app: App): Promise<void> {
    const [owner] = await this.#rows<{ id: string }>('SELECT id FROM "User" WHERE email = $1', [ADMIN.email])
    await this.#rows('UPDATE "SharingPolicy" SET "urlSeconds" = 3600')
    const readerIds = await inTurn(READERS, () => this.#reader())
    for (const object of await putObjects(app)) {
      const documentId = await this.#document(owner!.id, object)
      for (const id of readerIds) await this.#grant(documentId, id, owner!.id)
      const tokens = await inTurn(LINKS_EACH, () => this.#link(documentId, owner!.id))
      this.documents.push({ documentId, tokens })
    }
  }

  async #reader(): Promise<string> {
    const [id, password] = [randomUUID(), randomBytes(16).toString('hex')]
    const email = `reader-${id}@example.com`
    this.readers.push({ email, password })
    await this.#rows('INSERT INTO "User" (id, email, name, "passwordHash") VALUES ($1, $2, $3, $4)', [
      id,
      email,
      'Reader',
      await hash(password, { memoryCost: 1024, timeCost: 2 }),
    ])
    return id
  }

  async #document(ownerId: string, object: PutObject): Promise<string> {
    const [documentId, objectId] = [randomUUID(), randomUUID()]
    await this.#rows(
      `INSERT INTO "StoredObject" (id, key, state, "documentId", size, etag, "writableUntil")
       VALUES ($1, $2, 'LIVE', NULL, $3, $4, now())`,
      [objectId, object.key, object.size, object.etag],
    )
    await this.#rows(
      `INSERT INTO "Document" (id, "ownerId", name, size, "contentType", status, "objectId", "readyAt")
       VALUES ($1, $2, $3, $4, 'application/octet-stream', 'READY', $5, now())`,
      [documentId, ownerId, `${object.key.slice(-6)}.bin`, object.size, objectId],
    )
    await this.#rows('UPDATE "StoredObject" SET "documentId" = $1 WHERE id = $2', [documentId, objectId])
    return documentId
  }

  async #grant(documentId: string, userId: string, giverId: string): Promise<void> {
    await this.#rows(
      `INSERT INTO "Capability" (id, kind, "documentId", "userId", "giverId") VALUES ($1, 'USER', $2, $3, $4)`,
      [randomUUID(), documentId, userId, giverId],
    )
  }

  async #link(documentId: string, giverId: string): Promise<string> {
    const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
    await this.#rows(`INSERT INTO "Capability" (id, kind, "documentId", "giverId") VALUES ($1, 'LINK', $2, $3)`, [
      id,
      documentId,
      giverId,
    ])
    await this.#rows('INSERT INTO "Link" ("capabilityId", "tokenHash") VALUES ($1, $2)', [
      id,
      createHash('sha256').update(token).digest(),
    ])
    return token
  }

  async #rows<T>(query: string, values: unknown[] = []): Promise<T[]> {
    return (await this.#database.query(query, values)).rows as T[]
  }
}

/** One connection does one thing at a time. */
async function inTurn<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let n = 0; n < times; n += 1) results.push(await work())
  return results
}

type PutObject = { key: string; size: number; etag: string }

/** One of each size is sent; the store copies the others. */
async function putObjects({ engines }: App): Promise<PutObject[]> {
  const { endpoint, bucket, admin, region } = engines.s3
  const client = new S3Client({ endpoint, region, credentials: { ...admin }, forcePathStyle: true })
  const made: PutObject[] = []
  for (const [size, times] of [
    [1000 * MB, LARGE],
    [20 * MB, DOCUMENTS - LARGE],
  ] as const) {
    const first = newKey()
    const put = await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: first,
        Body: Buffer.alloc(size, 'countersign'),
        ContentLength: size,
      }),
    )
    made.push({ key: first, size, etag: put.ETag! })
    for (let n = 1; n < times; n += 1) {
      const key = newKey()
      const source = { CopySource: `${bucket}/${first}` }
      const copied = await client.send(new CopyObjectCommand({ Bucket: bucket, Key: key, ...source }))
      made.push({ key, size, etag: copied.CopyObjectResult!.ETag! })
    }
  }
  client.destroy()
  return made
}

const newKey = () =>
  `objects/${Array.from(randomBytes(32), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte & 31]).join('')}`
