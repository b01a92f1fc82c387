import { Client } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import type { WebClient } from '../e2e/chaos/web-client.ts'
import type { App } from './app.ts'
import { percentile } from './figures.ts'
import { hammer, type Blow, type Hammered } from './hammer.ts'

const CONNECTIONS = 50
const SECONDS = Number(process.env.BENCH_SECONDS || 5)
const ROUNDS = Number(process.env.BENCH_ROUNDS || 4)

/** PostgreSQL's backends hand their counters in at most this late. */
const STATISTICS_LATE_MS = 2_500

type Round = { bare: Hammered; content: Hammered; statements: number }
type ContentFigures = { ratio_vs_bare: number; p99_ms: number; sql_roundtrips: number }

/** A server for these measurements: nothing else may ask the database meanwhile, since its statements are counted. */
export const QUIET = { RECONCILE_INTERVAL: '0' }

/** What the answer with a document's URL costs whoever brings these headers, against a route that does nothing. */
export async function measureContent(
  app: App,
  documentId: string,
  headers: Record<string, string>,
): Promise<ContentFigures> {
  const bare: Blow = { path: '/api/health', headers: {}, status: 200 }
  const content: Blow = { path: `/api/v1/documents/${documentId}/content`, headers, status: 302 }
  await hammer(app.url, bare, CONNECTIONS, 2)
  await hammer(app.url, content, CONNECTIONS, 2)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await hammer(app.url, bare, CONNECTIONS, SECONDS)
    const before = await statements(app)
    const mints = await hammer(app.url, content, CONNECTIONS, SECONDS)
    rounds.push({ bare: floor, content: mints, statements: (await statements(app)) - before })
  }
  return report(rounds)
}

export async function readyDocument(app: App, person: WebClient): Promise<string> {
  const documentId = await person.upload('what is downloaded', 'bench.txt')
  // The reconciler is off and so are notifications: asking is what settles it.
  const [upload] = await rows<{ id: string }>(app, 'SELECT id FROM "Upload" WHERE "documentId" = $1', [documentId])
  await person.fetch(`/api/v1/uploads/${upload?.id}/finish`, { method: 'POST' })
  for (;;) {
    const [document] = await rows<{ status: string }>(app, 'SELECT status FROM "Document" WHERE id = $1', [documentId])
    if (document?.status === 'READY') return documentId
    await pause(100)
  }
}

/** Every statement that is no part of a transaction is one of its own. */
async function statements(app: App): Promise<number> {
  await pause(STATISTICS_LATE_MS)
  const [row] = await rows<{ commits: string }>(
    app,
    'SELECT xact_commit AS commits FROM pg_stat_database WHERE datname = current_database()',
    [],
  )
  return Number(row?.commits)
}

export async function rows<T>(app: App, query: string, values: unknown[]): Promise<T[]> {
  const client = new Client({ connectionString: app.engines.databaseUrl })
  await client.connect()
  try {
    return (await client.query(query, values)).rows as T[]
  } finally {
    await client.end()
  }
}

function report(rounds: Round[]): ContentFigures {
  console.log(`${CONNECTIONS} connections, ${SECONDS} s each:`)
  console.log('round   bare route/s   content/s   ratio   content p50/p99 ms   statements an answer')
  const lines = rounds.map(({ bare, content, statements }, index) => {
    const ratio = content.answersPerSecond / bare.answersPerSecond
    const [p50, p99] = [percentile(content.latencies, 0.5), percentile(content.latencies, 0.99)]
    const each = statements / content.answers
    const cells = [index + 1, bare.answersPerSecond.toFixed(0), content.answersPerSecond.toFixed(0), ratio.toFixed(3)]
    console.log([...cells, `${p50.toFixed(1)} / ${p99.toFixed(1)}`, each.toFixed(2)].join('   '))
    return { ratio, p99, each }
  })
  const middle = (pick: (line: (typeof lines)[number]) => number) => percentile(lines.map(pick), 0.5)
  return {
    ratio_vs_bare: Number(middle(({ ratio }) => ratio).toFixed(3)),
    p99_ms: Number(middle(({ p99 }) => p99).toFixed(1)),
    sql_roundtrips: Number(middle(({ each }) => each).toFixed(2)),
  }
}
