import 'server-only'
import { AppError } from '../errors'
import { answering } from '../route'
import { CONTRACTS } from './contracts'

/** For the methods that an address of /api/v1 has not: 405 as a problem, with what it has in `Allow` (RFC 9110, §15.5.6). */
export async function wrongMethod(request: Request): Promise<Response> {
  const answer = await answering(async () => {
    throw new AppError('WRONG_METHOD')
  })
  answer.headers.set('Allow', allowed(request))
  return answer
}

/** What an address of /api/v1 takes. Next would name all that a file exports, the wrong ones too. */
export async function options(request: Request): Promise<Response> {
  return new Response(null, { status: 204, headers: { Allow: allowed(request), 'Cache-Control': 'no-store' } })
}

function allowed(request: Request): string {
  const path = new URL(request.url).pathname.replace(/^\/api\/v1/, '')
  const methods = CONTRACTS.filter((it) => pattern(it.path).test(path)).map(({ method }) => method)
  const read = methods.includes('GET') || methods.length === 0 ? ['GET', 'HEAD'] : []
  return [...new Set<string>([...read, ...methods, 'OPTIONS'])].join(', ')
}

const pattern = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
