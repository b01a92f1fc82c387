import { createServer, type Server } from 'node:http'
import type { BrowserContext } from '@playwright/test'
import type { Form } from './form.ts'
import { stored } from './page-clock.ts'

// The least that a page can do: the XHR of the upload client without everything around it.
const PAGE = `<!doctype html><html lang="en"><title>Bare page</title><input type="file" aria-label="File"><script>
document.querySelector('input').onchange = (event) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(window.form.fields)) data.append(name, value)
  data.append('file', event.target.files[0], 'file')
  const xhr = new XMLHttpRequest()
  xhr.upload.onprogress = () => {}
  xhr.open('POST', window.form.url)
  xhr.send(data)
}
</script>`

declare global {
  interface Window {
    form: Form
  }
}

export function startBarePage(port: number): Promise<Server> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** Sends the file from the bare page at `origin`; answers with seconds from the choice to the answer. */
export async function barePost(context: BrowserContext, origin: string, form: Form, path: string): Promise<number> {
  const page = await context.newPage()
  try {
    await page.goto(origin)
    await page.evaluate((given) => void (window.form = given), form)
    await page.getByLabel('File').setInputFiles(path)
    const [answer] = await stored(page, 1, 600_000)
    if (answer?.status !== 201) throw new Error(`The bare page's POST was answered ${answer?.status}.`)
    return (answer.at - (await page.evaluate(() => window.benchClock.chosenAt))) / 1000
  } finally {
    await page.close()
  }
}
