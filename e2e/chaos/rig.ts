import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { choosePorts, freePort } from '../../scripts/engines/ports.ts'
import { newIdentity } from '../../scripts/engines/start.ts'
import { REGION } from '../../scripts/engines/store.ts'
import { findWeed } from '../../scripts/engines/weed.ts'
import { applyMigrations } from '../../scripts/migrate/apply.ts'
import { AppServer } from './app-server.ts'
import { DIST_DIR } from './build.ts'
import { Database } from './database.ts'
import { Store } from './store.ts'
import { WebClient } from './web-client.ts'

export type Person = { id: string; email: string; password: string }

/** Engines and servers of one test file, which nobody else uses: here things are broken on purpose. */
export class Rig {
  readonly folder: string
  readonly database: Database
  readonly store: Store
  readonly settings: Record<string, string>
  readonly #servers: AppServer[] = []

  private constructor(folder: string, database: Database, store: Store, settings: Record<string, string>) {
    this.folder = folder
    this.database = database
    this.store = store
    this.settings = settings
  }

  /** `eventsUrl`: where the store's notifications go, when it is not the app itself. */
  static async start(eventsUrl?: string): Promise<Rig> {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-chaos-'))
    const [weed, ports, port] = [await findWeed(), await choosePorts(), await freePort()]
    const appUrl = `http://localhost:${port}`
    const token = randomBytes(32).toString('base64url')
    const [admin, app] = [newIdentity(), newIdentity()]
    const config = {
      bucket: 'documents',
      admin,
      app,
      events: { url: eventsUrl ?? `http://127.0.0.1:${port}/api/storage/events`, token },
    }
    const store = new Store({ weed, dataDir: folder, ports, config, corsOrigins: [appUrl], throwaway: true })
    // Not a throwaway one: with its commits unsynchronised, what is killed here would forget what it had confirmed.
    const database = new Database({ dataDir: folder, port: ports.postgres, password: randomBytes(16).toString('hex') })
    await Promise.all([store.start(), database.start()])
    await applyMigrations(database.url)
    return new Rig(folder, database, store, {
      PORT: String(port),
      APP_URL: appUrl,
      DATABASE_URL: database.url,
      S3_ENDPOINT: `http://127.0.0.1:${ports.s3}`,
      S3_BUCKET: config.bucket,
      S3_REGION: REGION,
      S3_ACCESS_KEY_ID: app.accessKeyId,
      S3_SECRET_ACCESS_KEY: app.secretAccessKey,
      STORAGE_EVENTS_TOKEN: token,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
      NEXT_DIST_DIR: DIST_DIR,
    })
  }

  get appUrl(): string {
    return this.settings['APP_URL']!
  }

  /** Starts a server without waiting for it. A variable that is null is not set. */
  launch(changes: Record<string, string | null> = {}): AppServer {
    const set = Object.entries({ ...this.settings, ...changes }).filter(
      (pair): pair is [string, string] => pair[1] !== null,
    )
    const server = new AppServer(this.folder, `server-${this.#servers.length}`, Object.fromEntries(set))
    this.#servers.push(server)
    return server
  }

  /** Starts a server and waits until it is ready. */
  async serve(changes: Record<string, string | null> = {}): Promise<AppServer> {
    const server = this.launch(changes)
    await until('the server is ready', async () => {
      if (!server.engine.running()) throw new Error(`The server ended:\n${server.log}`)
      return (await server.ready()) === 200
    })
    return server
  }

  /** A second instance of the same app, as a load balancer would have it. */
  async serveBeside(changes: Record<string, string | null> = {}): Promise<AppServer> {
    return this.serve({ ...changes, PORT: String(await freePort()) })
  }

  async person(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<Person> {
    const [id, password] = [randomUUID(), 'correct horse battery']
    const email = `${role.toLowerCase()}-${id}@example.com`
    // Nobody guesses at this one, so it may cost little.
    const passwordHash = await hash(password, { memoryCost: 1024, timeCost: 2 })
    await this.database.sql(
      'INSERT INTO "User" (id, email, name, role, "passwordHash") VALUES ($1, $2, $3, $4::"Role", $5)',
      [id, email, 'Chaos person', role, passwordHash],
    )
    return { id, email, password }
  }

  /** Somebody signed in at a server. */
  async client(server: AppServer, person?: Person): Promise<WebClient> {
    const client = new WebClient(server.url, this.appUrl)
    const status = await client.signIn(person ?? (await this.person()))
    if (status !== 200) throw new Error(`Signing in was answered ${status}.`)
    return client
  }

  async statusOf(documentId: string): Promise<string | undefined> {
    const [row] = await this.database.sql<{ status: string }>('SELECT status FROM "Document" WHERE id = $1', [
      documentId,
    ])
    return row?.status
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(({ engine }) => engine.stop()))
    await Promise.all([this.store.stop(), this.database.stop()])
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Waits until something holds; the error says what did not. */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > withinMs)
      throw new Error(`After ${withinMs / 1000} s it still did not hold that ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return performance.now() - began
}
