import 'server-only'
import { liveHub, type LiveMessage } from './hub'

/** Proxies and browsers give up on silent connections; half a minute is the shortest common limit. */
const KEEP_ALIVE_MS = 25_000

export type Say = (event: string, data?: unknown) => void

/**
 * A server-sent-events answer. `onMessage` is called for one notice after the other and says what its reader may see;
 * false ends the stream. `onTick` is asked with every keep-alive whether the reader may still listen.
 */
export function liveStream(
  signal: AbortSignal,
  reader: { onMessage: (message: LiveMessage, say: Say) => Promise<boolean>; onTick: (say: Say) => Promise<boolean> },
): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let [open, turn] = [true, Promise.resolve()]
      const write = (text: string) => open && controller.enqueue(encoder.encode(text))
      const say: Say = (event, data = {}) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      const close = () => {
        if (!open) return
        open = false
        clearInterval(timer)
        unsubscribe()
        controller.close()
      }
      // Notices are worked through in order; a reader that fails (the database went away) is closed and comes back.
      const next = (work: () => Promise<boolean>) => {
        turn = turn.then(async () => {
          if (open && !(await work().catch(() => false))) close()
        })
      }
      const unsubscribe = liveHub().subscribe((message) => {
        if (message.kind === 'closing') close()
        else next(() => reader.onMessage(message, say))
      })
      const timer = setInterval(() => {
        write(': still here\n\n')
        next(() => reader.onTick(say))
      }, KEEP_ALIVE_MS)
      signal.addEventListener('abort', close, { once: true })
      write('retry: 2000\n\n')
      say('refresh')
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // `no-transform` keeps compressing proxies from collecting events; X-Accel-Buffering does the same for nginx.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
