import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { clientAddress } from './client-address.ts'

type Front = {
  appUrl: string
  /** Browsers come here without a proxy in between, which might call us by another name than they do. */
  direct: boolean
  trusted: BlockList
  next: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

// On others undici, under Next, throws (TRACE), or Next answers 400 (QUERY).
const TAKEN = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What every request passes before the app: methods, host and the forwarding headers, which nobody else may write. */
export function front({ appUrl, direct, trusted, next }: Front): RequestListener {
  const { host, protocol } = new URL(appUrl)
  return (request, response) => {
    if (!TAKEN.includes(request.method ?? '')) {
      response.writeHead(405, { Allow: TAKEN.join(', ') }).end()
      return
    }
    if (!isWellFormed(request.url ?? '')) {
      response.writeHead(400).end()
      return
    }
    if (direct && isElsewhere(request, host)) {
      response.writeHead(307, { Location: appUrl + (request.url ?? '/'), 'Cache-Control': 'no-store' }).end()
      return
    }
    const client = clientAddress(request.socket.remoteAddress ?? '', request.headers, trusted)
    for (const name of Object.keys(request.headers))
      if (/^(x-forwarded-|forwarded$|x-real-ip$)/.test(name)) delete request.headers[name]
    request.headers['x-forwarded-for'] = client
    request.headers['x-forwarded-host'] = host
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    void next(request, response)
  }
}

// `OPTIONS *`, and paths whose escapes are no UTF-8, throw inside Next.
function isWellFormed(url: string): boolean {
  if (!url.startsWith('/')) return false
  try {
    decodeURIComponent(url.split('?', 1)[0]!)
    return true
  } catch {
    return false
  }
}

// A page opened under another name of this machine would have no working cookies, actions or uploads: they all follow
// APP_URL. Routes under /api are called by machines, by whatever name they know.
function isElsewhere(request: IncomingMessage, host: string): boolean {
  const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|_next)\//.test(request.url ?? '')
  return isPage && request.headers.host !== undefined && request.headers.host.toLowerCase() !== host
}
