import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { send, WebClient } from '../e2e/chaos/web-client.ts'
import { OriginGate } from '../lib/testing/origin-gate.ts'
import { startEdge } from '../scripts/engines/edge.ts'
import { freePort } from '../scripts/engines/ports.ts'
import type { Shutdown } from '../scripts/up/shutdown.ts'
import { ADMIN, startApp, startBeside, type Server } from './app.ts'
import { drainAll } from './drain.ts'
import { percentile } from './figures.ts'
import { measure } from './measure.ts'
import { serveStatic } from './static-nginx.ts'

const CLIENTS = Number(process.env.BENCH_CLIENTS || 50)
const SIZE = Number(process.env.BENCH_BYTES || 100_000_000)
const ROUNDS = Number(process.env.BENCH_ROUNDS || 3)

type Round = { fixed: number; hot: number; direct: number }

await measure(async (shutdown) => {
  const { edged, direct, gate, dataDir } = await startAll(shutdown)
  const bytes = randomBytes(SIZE)
  const documentId = await readyDocument(edged, bytes)
  const file = await serveStatic(dataDir, bytes, shutdown)
  const [fromEdge, fromStore] = [await signedIn(edged), await signedIn(direct)]
  const urls = (client: WebClient) => Promise.all(Array.from({ length: CLIENTS }, () => urlOf(client, documentId)))

  gate.forget()
  const cold = await drainAll(await urls(fromEdge), SIZE)
  const originRatio = gate.bytes / SIZE
  console.log(`cold: ${mb(cold)} MB/s for ${CLIENTS} clients; the store sent ${gate.bytes.toLocaleString('en')} bytes`)
  const rounds: Round[] = []
  console.log('round   static MB/s   edge, hot MB/s   direct from the store MB/s')
  for (let n = 1; n <= ROUNDS; n += 1) {
    const round = {
      fixed: await drainAll(Array<string>(CLIENTS).fill(file), SIZE),
      hot: await drainAll(await urls(fromEdge), SIZE),
      direct: await drainAll(await urls(fromStore), SIZE),
    }
    rounds.push(round)
    console.log([n, mb(round.fixed), mb(round.hot), mb(round.direct)].join('   '))
  }
  return summary(rounds, originRatio)
})

/** The edge and its app, and another app on the same engines that hands out the store's own URLs. */
async function startAll(shutdown: Shutdown) {
  const [port, key, secret] = [await freePort(), randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const url = `http://127.0.0.1:${port}`
  const common = { DOWNLOAD_URL_TTL: '3600', UPLOAD_STRATEGY: 'post' }
  const storeAt = await freePort()
  const edged = await startApp(shutdown, {
    ...common,
    DELIVERY: 'edge',
    EDGE_URL: url,
    EDGE_SECRET: secret,
    EDGE_KEYS: key,
    EDGE_ORIGIN: `http://127.0.0.1:${storeAt}`,
  })
  const direct = await startBeside(edged, await freePort(), shutdown, { ...common, RECONCILE_INTERVAL: '0' })
  const gate = new OriginGate(edged.engines.s3.endpoint)
  await gate.open(storeAt)
  shutdown.add(() => gate.close())
  const edge = await startEdge({
    dataDir: edged.dataDir,
    listen: [`127.0.0.1:${port}`],
    appUrl: edged.url,
    appFrom: edged.url.replace('localhost', '127.0.0.1'),
    origin: gate.url,
    bucket: edged.engines.s3.bucket,
    secret,
    keys: [key],
  })
  shutdown.add(() => edge.stop())
  return { edged, direct, gate, dataDir: edged.dataDir }
}

async function signedIn({ url }: Server): Promise<WebClient> {
  const client = new WebClient(url)
  if ((await client.signIn(ADMIN)) !== 200) throw new Error(`Nobody could sign in at ${url}.`)
  return client
}

async function readyDocument(server: Server, bytes: Buffer<ArrayBuffer>): Promise<string> {
  const client = await signedIn(server)
  const [begun] = await client.begin({ name: 'bench.bin', size: bytes.length, type: 'application/octet-stream' })
  const status = await send(begun!.plan!, bytes)
  if (status !== 201) throw new Error(`The store answered ${status}.`)
  for (;;) {
    const answer = await client.fetch(`/api/v1/documents/${begun!.documentId}/content?redirect=false`)
    await answer.body?.cancel()
    if (answer.status === 200) return begun!.documentId
    await pause(100)
  }
}

async function urlOf(client: WebClient, documentId: string): Promise<string> {
  const answer = await client.fetch(`/api/v1/documents/${documentId}/content?redirect=false`)
  return ((await answer.json()) as { url: string }).url
}

function mb(bytesPerSecond: number): string {
  return (bytesPerSecond / 1e6).toFixed(0)
}

function summary(rounds: readonly Round[], originRatio: number) {
  const middle = (pick: (round: Round) => number) => Number(percentile(rounds.map(pick), 0.5).toFixed(3))
  return {
    hot_ratio_vs_static: middle(({ hot, fixed }) => hot / fixed),
    hot_ratio_vs_direct: middle(({ hot, direct }) => hot / direct),
    origin_bytes_ratio: Number(originRatio.toFixed(3)),
  }
}
