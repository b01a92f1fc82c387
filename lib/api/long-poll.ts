import 'server-only'
import { callerOf } from '../auth/current'
import type { Principal } from '../auth/principal'
import { AppError } from '../errors'
import { liveHub, type LiveMessage } from '../live/hub'
import { takePlace } from '../live/places'

/** Who waits is woken by the notice of the change. This is for a notice that was lost, and for tokens that end by the clock. */
const LOOK_ANYWAY_MS = 5_000

/** Requests of one token or session that wait at the same time: each holds a connection open. */
const WAITS_AT_ONCE = 50

type Wait<T> = {
  principal: Principal
  request: Request
  seconds: number
  /** Looks under the principal's right, each time anew. */
  look: () => Promise<T>
  documentIdOf: (found: T) => string
  isOver: (found: T) => boolean
}

/**
 * Answers as soon as what is looked at has come to its end, or as it is when the seconds are over. Who asks is asked again
 * at every look: a wait ends with its token or session.
 * @throws BAD_TOKEN, SIGNED_OUT, TOO_MANY, and what `look` throws
 */
export async function whenOver<T>(wait: Wait<T>): Promise<T> {
  const { principal, request, seconds, documentIdOf, isOver } = wait
  // What may not be seen because a token has ended is no news about the document.
  const look = () =>
    wait.look().catch(async (error: unknown) => {
      await requireSame(principal, request)
      throw error
    })
  let found = await look()
  if (seconds === 0 || isOver(found)) return found
  const deadline = Date.now() + seconds * 1000
  const leave = takePlace(principal.kind === 'agent' ? principal.tokenId : principal.sessionId, WAITS_AT_ONCE)
  const bell = new Bell((message) => concerns(message, principal, documentIdOf(found)))
  const ring = () => bell.ring()
  request.signal.addEventListener('abort', ring, { once: true })
  try {
    for (;;) {
      // The first turn does not wait: it sees what changed before the bell was hung up.
      await requireSame(principal, request)
      found = await look()
      const left = deadline - Date.now()
      if (isOver(found) || bell.closing || request.signal.aborted || left <= 0) return found
      await bell.next(Math.min(left, LOOK_ANYWAY_MS))
    }
  } finally {
    request.signal.removeEventListener('abort', ring)
    bell.takeDown()
    leave()
  }
}

function concerns(message: LiveMessage, { userId }: Principal, documentId: string): boolean {
  switch (message.kind) {
    case 'documents':
      return message.ids.includes(documentId)
    case 'sessions':
      return message.userId === userId
    case 'rights':
      return message.userIds.includes(userId)
    case 'missed':
    case 'closing':
      return true
  }
}

async function requireSame(principal: Principal, request: Request): Promise<void> {
  const now = await callerOf(request.headers)
  if (now?.userId !== principal.userId) throw new AppError('SIGNED_OUT')
}

/** Rings when the live hub says something that concerns its owner. */
class Bell {
  /** The server is told to stop: nobody may keep it. */
  closing = false
  #rung = false
  #wake: (() => void) | undefined
  readonly takeDown: () => void

  constructor(concerns: (message: LiveMessage) => boolean) {
    this.takeDown = liveHub().subscribe((message) => {
      if (!concerns(message)) return
      this.closing ||= message.kind === 'closing'
      this.ring()
    })
  }

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Returns when it rings, at once if it rang since the last time, or after so long. */
  async next(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => (clearTimeout(timer), resolve())
      })
    }
    this.#rung = false
    this.#wake = undefined
  }
}
