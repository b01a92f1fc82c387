import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export type Answer = { status: number; code: string | undefined }

/** Where a store keeps what came by PUT, and how many bytes came for it: those of broken attempts count, too. */
export class Shelf {
  /** By path, like `/docs/u1/3`. */
  readonly kept = new Map<string, Buffer>()
  readonly received = new Map<string, number>()
  /** Attempts that were answered, in order. */
  readonly answered: { path: string; status: number; headers: IncomingMessage['headers'] }[] = []
  /** What the URL says about itself, when it is to be refused. */
  readonly expired = new Set<string>()

  async put(request: IncomingMessage, order: { status?: number; code?: string }): Promise<Answer> {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://store')
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      this.received.set(path, (this.received.get(path) ?? 0) + chunk.length)
    }
    const body = Buffer.concat(chunks)
    const answer = this.#judge(request, body, searchParams.get('signature') ?? '', order)
    if (answer.status < 300) this.kept.set(path, body)
    this.answered.push({ path, status: answer.status, headers: request.headers })
    return answer
  }

  /** All bytes that came for paths below `folder`. */
  receivedBelow(folder: string): number {
    return [...this.received].reduce((sum, [path, bytes]) => (path.startsWith(folder) ? sum + bytes : sum), 0)
  }

  #judge(request: IncomingMessage, body: Buffer, signature: string, order: { status?: number; code?: string }): Answer {
    if (order.status !== undefined) return { status: order.status, code: order.code }
    if (this.expired.has(signature)) return { status: 403, code: 'AccessDenied' }
    const sum = request.headers['x-amz-checksum-sha256']
    if (sum !== undefined && sum !== createHash('sha256').update(body).digest('base64'))
      return { status: 400, code: 'BadDigest' }
    return { status: 200, code: undefined }
  }
}
