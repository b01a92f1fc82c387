import 'server-only'
import { AppError } from './errors'

/** Bodies of routes are names, ids and lists of them; files never come this way. */
export const MAX_JSON_BYTES = 256 * 1024

/** Reads a JSON body without ever holding more than the limit. An empty body is an empty object. */
export async function jsonBody(request: Request, limit = MAX_JSON_BYTES): Promise<unknown> {
  const text = await limitedText(request, limit)
  if (text === '') return {}
  if (!/^application\/([\w.+-]+\+)?json\b/.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('BAD_INPUT', 'The body must be JSON, sent with Content-Type: application/json.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('BAD_INPUT', 'The body is not valid JSON.')
  }
}

/** Reads a body as UTF-8 text. Throws TOO_LARGE as soon as it is over the limit, whatever Content-Length said. */
export async function limitedText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new AppError('TOO_LARGE')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new AppError('TOO_LARGE')
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
