import { launchBrowser } from './browsers.ts'
import { test as base } from './fixtures.ts'
import { Gate } from './gate.ts'
import { storeUrl } from './store.ts'
import { BadLine } from './upload-client/bad-line.ts'

export { expect } from './fixtures.ts'

type Way = { gate: Gate; line: BadLine; port: number }

/** The browser reaches the store under the store's own address, but by way of a line that can break, and a gate. */
export const test = base.extend<{ gate: Gate; line: BadLine }, { way: Way }>({
  way: [
    // oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
    async ({}, use) => {
      const gate = new Gate(storeUrl())
      const line = new BadLine(await gate.listen())
      await use({ gate, line, port: await line.listen() })
      line.close()
      gate.close()
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ way }, use) => {
      const rules = `MAP ${new URL(storeUrl()).host} 127.0.0.1:${way.port}`
      const browser = await launchBrowser({ args: [`--host-resolver-rules=${rules}`] })
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  gate: async ({ way }, use) => {
    way.gate.reset()
    await use(way.gate)
  },
  line: async ({ way }, use) => use(way.line),
})
