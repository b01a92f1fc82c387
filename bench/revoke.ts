import { setTimeout as pause } from 'node:timers/promises'
import { WebClient } from '../e2e/chaos/web-client.ts'
import { ADMIN, startApp } from './app.ts'
import { percentile } from './figures.ts'
import { handOut, URLS_OF_LINKS, type HandedOut } from './handed-out.ts'
import { measure } from './measure.ts'
import { Organisation } from './organisation.ts'

type Progress = {
  total: number
  done: number
  answer: { links: number; urlsKilled: number; urlsPending: number } | null
}

/** The page asks as often. */
const POLL_MS = 250

await measure(async (shutdown) => {
  const app = await startApp(shutdown, { STORAGE_EVENTS: 'on' })
  const admin = new WebClient(app.url)
  await admin.signIn(ADMIN)
  const organisation = await Organisation.found(app)
  shutdown.add(() => organisation.close())
  const handed = await handOut(app, organisation)
  const before = await Promise.all(handed.map(({ url }) => answers(url)))
  if (before.includes(false)) throw new Error('A URL did not even live before it was revoked.')

  const started = performance.now()
  const answer = await revokeAllLinks(admin)
  const seconds = (performance.now() - started) / 1000
  const survivors = await count(handed, ({ url }) => answers(url))
  const again = await count(
    handed.filter(({ mintAgain }) => mintAgain !== null),
    async ({ mintAgain }) => answers(await mintAgain!()),
  )
  const moves = await organisation.rekeyMilliseconds()
  return report({ answer, seconds, survivors, again, kept: handed.length - URLS_OF_LINKS, moves })
})

/** As the settings page does it: prepare, look at the effect, start, follow the progress. */
async function revokeAllLinks(admin: WebClient) {
  const selection = { by: 'filter', filter: { kind: 'LINK' } }
  const prepared = await admin.action<{ id: string }>('prepareRevocation', selection)
  if (!prepared.ok) throw new Error(prepared.message)
  let progress = await admin.action<Progress>('startRevocation', { id: prepared.data.id })
  while (progress.ok && !progress.data.answer) {
    await pause(POLL_MS)
    progress = await admin.action<Progress>('revocationProgress', { id: prepared.data.id })
  }
  if (!progress.ok) throw new Error(progress.message)
  return progress.data.answer!
}

/** One byte is enough to see whether the store still serves it. */
async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { headers: { range: 'bytes=0-0' } })
  await answer.body?.cancel()
  return answer.ok
}

async function count(handed: readonly HandedOut[], holds: (one: HandedOut) => Promise<boolean>): Promise<number> {
  let held = 0
  for (const one of handed) if (await holds(one)) held += 1
  return held
}

type Outcome = {
  answer: { links: number; urlsKilled: number; urlsPending: number }
  seconds: number
  survivors: number
  again: number
  kept: number
  moves: number[]
}

function report({ answer, seconds, survivors, again, kept, moves }: Outcome) {
  if (again !== kept)
    throw new Error(`${kept - again} of ${kept} people with a right of their own could not mint again.`)
  const p95 = Math.round(percentile(moves, 0.95))
  console.log(`${answer.links} links revoked in ${seconds.toFixed(1)} s; ${answer.urlsKilled} issued URLs killed, `)
  console.log(`${answer.urlsPending} pending; ${kept} holders of another right minted again at once.`)
  console.log(
    `${moves.length} documents moved to a new key: p50 ${Math.round(percentile(moves, 0.5))} ms, p95 ${p95} ms each`,
  )
  return { revoked: answer.links, urls_killed: answer.urlsKilled, survivors, p95_ms_per_document: p95 }
}
