import type { Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEdge } from '../scripts/engines/edge.ts'
import { freePort } from '../scripts/engines/ports.ts'
import { ensureNginx } from '../scripts/test/nginx.ts'
import { expect, test } from './chaos/fixtures.ts'
import { signIn } from './chaos/pages.ts'
import type { Rig } from './chaos/rig.ts'
import { chooseAction, download, upload } from './documents.ts'
import { noise, pdf, sha256, textFile } from './files.ts'
import { WebClient } from './chaos/web-client.ts'

const MB = 1_000_000
const secret = () => randomBytes(32).toString('base64url')

/** The edge before this rig's store, and the server that knows of it. */
async function serveWithEdge(rig: Rig) {
  ensureNginx()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [edgeSecret, key] = [secret(), secret()]
  const edge = await startEdge({
    dataDir: rig.folder,
    listen: [`127.0.0.1:${port}`],
    appUrl: rig.appUrl,
    appFrom: `http://127.0.0.1:${rig.settings['PORT']}`,
    origin: rig.settings['S3_ENDPOINT']!,
    bucket: rig.settings['S3_BUCKET']!,
    secret: edgeSecret,
    keys: [key],
  })
  const server = await rig.serve({
    DELIVERY: 'edge',
    EDGE_URL: url,
    EDGE_SECRET: edgeSecret,
    EDGE_KEYS: key,
    S3_PUBLIC_ENDPOINT: url,
    MULTIPART_THRESHOLD: String(5 * 1024 ** 2),
  })
  return { url, edge, server }
}

function complaintsOf(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && said.push(message.text())))
  return said
}

test('files go up through the edge, come down from its cache, and end there the moment a right ends', async ({
  rig,
  page,
  browser,
}) => {
  const { url, edge, server } = await serveWithEdge(rig)
  const complaints = complaintsOf(page)
  const sentTo = new Set<string>()
  page.on('request', (request) => {
    if (['POST', 'PUT'].includes(request.method())) sentTo.add(new URL(request.url()).origin)
  })
  const owner = await rig.person()
  await signIn(page, server.url, owner)
  const [large, lease] = [noise('large.bin', 20 * MB), { ...textFile('lease.pdf'), buffer: pdf('Lease') }]
  await upload(page, textFile('small.txt'), textFile('empty.txt', ''), large, lease)
  expect(sentTo).toEqual(new Set([rig.appUrl, url]))
  for (const file of [large, lease, textFile('small.txt'), textFile('empty.txt', '')]) {
    const saved = await download(page, file.name)
    expect([new URL(saved.url).origin, saved.fileName, saved.sha256]).toEqual([
      url,
      file.name,
      await sha256(file.buffer),
    ])
  }

  await test.step('a visitor of a link sees the PDF in the browser’s own viewer', async () => {
    const client = new WebClient(server.url)
    await client.signIn(owner)
    const [document] = await rig.database.sql<{ id: string }>(`SELECT id FROM "Document" WHERE name = 'lease.pdf'`)
    const terms = {
      label: '',
      expiresAt: null,
      password: null,
      maxDownloads: null,
      recipients: [],
      notifyOnOpen: false,
    }
    const link = await client.action<{ linkId: string; url: string }>('createLink', {
      ...terms,
      documentId: document!.id,
      viewOnly: true,
    })
    if (!link.ok) throw new Error(link.message)
    const visitor = await (await browser.newContext()).newPage()
    await visitor.goto(link.data.url)
    const opened = visitor.waitForResponse((answer) => answer.url().startsWith(`${url}/d`))
    await visitor.getByRole('button', { name: 'Open' }).click()
    const answer = await opened
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^inline/),
    })
    // The viewer's own answer takes the place of the edge's in the browser.
    expect((await fetch(answer.url())).headers.get('content-security-policy')).toBe('sandbox')

    await client.action('switchLink', { linkId: link.data.linkId, disabled: true })
    expect((await fetch(answer.url())).status).toBe(403)
    await visitor.context().close()
  })

  await test.step('a deleted file is gone for whoever holds its address', async () => {
    const saved = await download(page, 'small.txt')
    expect((await fetch(saved.url)).status).toBe(200)
    await chooseAction(page, 'small.txt', 'Delete…')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByRole('row').filter({ hasText: 'small.txt' })).toHaveCount(0)
    await expect.poll(async () => (await fetch(saved.url)).status, { timeout: 2_000 }).toBe(403)
  })

  expect(complaints).toEqual([])
  const log = readFileSync(join(rig.folder, 'edge/access.log'), 'utf8')
  expect(log).not.toContain('ticket=')
  expect(server.log).not.toContain('ticket=ey')
  await edge.stop()
  await server.engine.stop()
})
