import { statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { BrowserContext } from '@playwright/test'
import type { Form } from './form.ts'
import type { Parts } from './parts.ts'
import { storedBytes } from './page-clock.ts'

// The least that a page can do: the XHR of the upload client without everything around it.
const PAGE = `<!doctype html><html lang="en"><title>Bare page</title><input type="file" aria-label="File"><script>
document.querySelector('input').onchange = (event) => {
  const file = event.target.files[0]
  if (window.parts) for (let lane = 0; lane < 4; lane += 1) sendNext(file)
  else {
    const data = new FormData()
    for (const [name, value] of Object.entries(window.form.fields)) data.append(name, value)
    data.append('file', file, 'file')
    send('POST', window.form.url, data)
  }
}
let next = 0
function sendNext(file) {
  const { urls, partSize } = window.parts
  const at = next++
  if (at >= urls.length) return
  send('PUT', urls[at], file.slice(at * partSize, (at + 1) * partSize), () => sendNext(file))
}
function send(method, url, body, done) {
  const xhr = new XMLHttpRequest()
  xhr.upload.onprogress = () => {}
  if (done) xhr.onload = done
  xhr.open(method, url)
  xhr.send(body)
}
</script>`

declare global {
  interface Window {
    form: Form
    parts: Parts
  }
}

export function startBarePage(port: number): Promise<Server> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** How the bare page is to send: one form, or parts four at a time. */
export type Way = { form: Form } | { parts: Parts }

/** Sends the file from the bare page at `origin`; answers with seconds from the choice to the last answer. */
export async function bareUpload(context: BrowserContext, origin: string, way: Way, path: string): Promise<number> {
  const page = await context.newPage()
  try {
    await page.goto(origin)
    await page.evaluate((given) => void Object.assign(window, given), way)
    await page.getByLabel('File').setInputFiles(path)
    const answeredAt = await storedBytes(page, statSync(path).size, 600_000)
    return (answeredAt - (await page.evaluate(() => window.benchClock.chosenAt))) / 1000
  } finally {
    await page.close()
  }
}
