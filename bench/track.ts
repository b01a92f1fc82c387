import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { freePort } from '../scripts/engines/ports.ts'
import { startApp, startBeside, type App } from './app.ts'
import { startBarePage } from './bare-page.ts'
import type { Shutdown } from '../scripts/up/shutdown.ts'
import { Forms } from './form.ts'
import { PartUploads } from './parts.ts'
import { openDocuments } from './signed-in.ts'

/** What all strategies run on: one store, one browser. */
export type Track = {
  app: App
  /** The app's own page, signed in. */
  page: Page
  bareOrigin: string
  proxyUrl: string
  proxyPid: number
  forms: Forms
  /** The same app, which sends in parts. */
  inParts: { page: Page; serverPid: number; uploads: PartUploads }
}

export async function layTrack(shutdown: Shutdown): Promise<Track> {
  const barePort = await freePort()
  const proxyPort = await freePort(new Set([barePort]))
  const bareOrigin = `http://127.0.0.1:${barePort}`
  const partsPort = await freePort(new Set([barePort, proxyPort]))
  const app = await startApp(shutdown, { UPLOAD_STRATEGY: 'post' }, [bareOrigin, `http://localhost:${partsPort}`])
  const bare = await startBarePage(barePort)
  shutdown.add(() => void bare.close())
  const proxy = fork(new URL('./streaming-proxy.ts', import.meta.url), [app.engines.s3.endpoint, String(proxyPort)])
  shutdown.add(() => void proxy.kill())
  await once(proxy, 'message')
  const page = await openDocuments(app, shutdown)
  const forms = new Forms(app.engines.s3)
  shutdown.add(() => forms.close())
  const beside = await startBeside(app, partsPort, shutdown, { UPLOAD_STRATEGY: 'auto' })
  const uploads = new PartUploads(app.engines.s3)
  shutdown.add(() => uploads.close())
  const inParts = { page: await openDocuments(beside, shutdown), serverPid: beside.serverPid, uploads }
  return { inParts, app, page, bareOrigin, proxyUrl: `http://127.0.0.1:${proxyPort}`, proxyPid: proxy.pid ?? -1, forms }
}
