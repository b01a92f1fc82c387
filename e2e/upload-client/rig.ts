// The plain test: these break connections on purpose, and Chromium reports each to the console.
import { expect, test as base, type Page } from '@playwright/test'
import { BadLine } from './bad-line.ts'
import { makeClient } from './client-page.ts'
import { ObedientApp } from './obedient-app.ts'
import { ObedientStore } from './obedient-store.ts'
import { startSourceServer } from './source-server.ts'

export { expect } from '@playwright/test'

export type Rig = {
  store: ObedientStore
  line: BadLine
  app: ObedientApp
  url: string
  /** Opens the client again, after a reload or in another tab. */
  open: (page: Page) => Promise<void>
  /** Bytes a second that may leave the page. An offline page begins nothing; what is under way only `line.cut` ends. */
  network: (conditions: { bytesPerSecond?: number; offline?: boolean }) => Promise<void>
}

/** The upload client as it stands in lib/, in a page of its own, with a store that obeys and a line that can break. */
export const test = base.extend<{ rig: Rig }>({
  rig: async ({ page, context }, use) => {
    const { server, url } = await startSourceServer()
    const store = new ObedientStore()
    const line = new BadLine(await store.listen())
    const app = new ObedientApp(store.shelf, `http://127.0.0.1:${await line.listen()}`)
    await context.exposeFunction('askApp', (name: 'list', ...args: []) => app[name](...args))
    const cdp = await context.newCDPSession(page)
    const network: Rig['network'] = async ({ bytesPerSecond: uploadThroughput = -1, offline = false }) => {
      await cdp.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      })
    }
    const open = async (tab: Page) => {
      await tab.goto(url)
      await expect(tab).toHaveTitle('Ready')
      await makeClient(tab)
    }
    await open(page)
    await use({ store, line, app, url, open, network })
    await context.close()
    line.close()
    for (const one of [server, store.server]) {
      one.closeAllConnections()
      one.close()
    }
  },
})
