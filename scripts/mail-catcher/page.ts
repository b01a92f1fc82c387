import { createServer, type Server } from 'node:http'
import { escapeHtml } from './escape-html.ts'
import type { Box } from './box.ts'

// No CORS, no scripts, and only under its own number: a page somewhere on the web must not read codes out of here.
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

const STYLE = `:root{color-scheme:light dark}body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif}
li{padding:.6rem 0;border-top:1px solid #8885}ul{list-style:none;padding:0}small{opacity:.75}pre{white-space:pre-wrap;overflow-wrap:anywhere}
iframe{width:100%;height:28rem;border:1px solid #8885;background:#fff;color-scheme:light}`

/** The page that shows what was caught: a list, a message, and its HTML form. */
export function startPage(port: number, box: Box): Promise<Server> {
  const own = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const server = createServer((request, response) => {
    if (!own.has(request.headers.host ?? '') || request.method !== 'GET') return void response.writeHead(403).end()
    answer(box, request.url ?? '/').then(
      (html) => response.writeHead(html === null ? 404 : 200, HEADERS).end(html ?? 'There is no such message.'),
      () => response.writeHead(500, HEADERS).end('The message cannot be read.'),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

async function answer(box: Box, path: string): Promise<string | null> {
  if (path === '/') return list(box)
  const [, id = '', form] = /^\/(\d+)(\/html)?$/.exec(path) ?? []
  if (!box.ids().includes(id)) return null
  const { subject = '', text = '', html, from, date } = await box.read(id)
  if (form) return html || null
  const about = `<small>From ${escapeHtml(from?.text ?? '')}, ${date?.toISOString() ?? ''}</small>`
  const frame = html ? `<h2>As HTML</h2><iframe title="The message as HTML" src="/${id}/html"></iframe>` : ''
  return sheet(
    subject,
    `<p><a href="/">All messages</a></p><h1>${escapeHtml(subject)}</h1>${about}
<h2>As text</h2><pre>${escapeHtml(text)}</pre>${frame}`,
  )
}

async function list(box: Box): Promise<string> {
  const mails = await Promise.all(box.ids().map(async (id) => ({ id, ...(await box.read(id)) })))
  const lines = mails.map(({ id, subject = '', to, date }) => {
    const receivers = [to ?? []].flat().map((one) => one.text)
    return `<li><a href="/${id}">${escapeHtml(subject)}</a><br><small>To ${escapeHtml(receivers.join(', '))}, ${date?.toISOString() ?? ''}</small></li>`
  })
  const none = '<p>Nothing was caught yet.</p>'
  return sheet(
    'Caught mail',
    `<h1>Caught mail</h1><p>What Countersign would have sent. Nothing leaves this machine.</p>${lines.length ? `<ul>${lines.join('')}</ul>` : none}`,
  )
}

function sheet(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style><body>${body}</body></html>`
}
