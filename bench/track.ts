import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { freePort } from '../scripts/engines/ports.ts'
import { startApp, type App } from './app.ts'
import { startBarePage } from './bare-page.ts'
import { Forms } from './form.ts'
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
  stop(): Promise<void>
}

export async function layTrack(): Promise<Track> {
  const barePort = await freePort()
  const proxyPort = await freePort(new Set([barePort]))
  const bareOrigin = `http://127.0.0.1:${barePort}`
  const app = await startApp({}, [bareOrigin])
  const bare = await startBarePage(barePort)
  const proxy = fork(new URL('./streaming-proxy.ts', import.meta.url), [app.engines.s3.endpoint, String(proxyPort)])
  await once(proxy, 'message')
  const { browser, page } = await openDocuments(app)
  const forms = new Forms(app.engines.s3)
  const stop = async () => {
    forms.close()
    await browser.close()
    proxy.kill()
    bare.close()
    await app.stop()
  }
  return { app, page, bareOrigin, proxyUrl: `http://127.0.0.1:${proxyPort}`, proxyPid: proxy.pid ?? -1, forms, stop }
}
