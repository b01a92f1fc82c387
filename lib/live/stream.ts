import 'server-only'
import { liveHub, type LiveMessage } from './hub'

/** Proxies and browsers give up on silent connections; half a minute is the shortest common limit. */
const KEEP_ALIVE_MS = 25_000

/** A reader that is this far behind is told to look for itself instead: what it was not told is then forgotten. */
const MAX_UNREAD_BYTES = 256 * 1024
const MAX_WAITING_NOTICES = 50

export type Say = (event: string, data?: unknown) => void

export type Reader = {
  /** Called for one notice after the other; says what its reader may see. False ends the stream. */
  onMessage: (message: LiveMessage, say: Say) => Promise<boolean>
  /** Asked with every keep-alive whether the reader may still listen. */
  onTick: (say: Say) => Promise<boolean>
  /** Called once, however the stream ends. */
  onEnd?: () => void
}

/** A server-sent-events answer that ends with its reader, its request or its server. */
export function liveStream(signal: AbortSignal, reader: Reader): Response {
  const encoder = new TextEncoder()
  let stop = () => false
  let caughtUp = () => {}
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      let [open, behind, waiting, turn] = [true, false, 0, Promise.resolve()]
      const write = (text: string) => {
        if (open && (controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text))
        else behind = true
      }
      const say: Say = (event, data = {}) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      stop = () => {
        if (!open) return false
        open = false
        clearInterval(timer)
        unsubscribe()
        reader.onEnd?.()
        return true
      }
      const close = () => void (stop() && controller.close())
      // Notices are worked through in order; a reader that fails (the database went away) is closed and comes back.
      const next = (work: () => Promise<boolean>) => {
        if (waiting >= MAX_WAITING_NOTICES) return void (behind = true)
        waiting += 1
        turn = turn.then(async () => {
          if (open && !(await work().catch(() => false))) close()
          waiting -= 1
          caughtUp()
        })
      }
      const timer = setInterval(() => {
        write(': still here\n\n')
        next(() => reader.onTick(say))
      }, KEEP_ALIVE_MS)
      const unsubscribe = liveHub().subscribe((message) => {
        if (message.kind === 'closing') close()
        else next(() => reader.onMessage(message, say))
      })
      caughtUp = () => {
        if (!open || !behind || waiting > 0 || (controller.desiredSize ?? 0) <= 0) return
        behind = false
        say('refresh')
      }
      write('retry: 2000\n\n')
      say('refresh')
      // `abort` is not fired for a request that was gone before it was answered.
      if (signal.aborted) close()
      else signal.addEventListener('abort', close, { once: true })
    },
    pull: () => caughtUp(),
    // The reader left, and with it the body: there is nothing to close.
    cancel: () => void stop(),
  }
  const body = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: MAX_UNREAD_BYTES }))
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // `no-transform` keeps compressing proxies from collecting events; X-Accel-Buffering does the same for nginx.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
