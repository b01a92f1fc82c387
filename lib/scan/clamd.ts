import 'server-only'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { AppError } from '../errors'

export type ScannerAddress = { host: string; port: number }
export type Verdict = { verdict: 'clean' } | { verdict: 'infected'; signature: string } | { verdict: 'too-large' }

/** clamd answers within seconds of the last byte; a scan of a large archive may take minutes. */
const SILENCE_MS = 5 * 60_000

/**
 * Streams bytes to clamd (`zINSTREAM`: chunks, each behind its length as four bytes big-endian, ended by a length of 0;
 * clamd(8)) and answers what it found.
 * @throws SCANNER_DOWN when it cannot be reached, breaks off, or says anything else
 */
export async function scanStream(address: ScannerAddress, bytes: AsyncIterable<Uint8Array>): Promise<Verdict> {
  const answer = await converse(address, async (socket) => {
    socket.write('zINSTREAM\0')
    for await (const chunk of bytes) {
      // clamd hangs up early on what is too long for it, or infected beyond doubt.
      if (!socket.writable) return
      const length = Buffer.alloc(4)
      length.writeUInt32BE(chunk.byteLength)
      socket.write(length)
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
    }
    if (socket.writable) socket.write(Buffer.alloc(4))
  })
  return read(answer)
}

/** Whether the scanner answers at all. Throws SCANNER_DOWN. */
export async function ping(address: ScannerAddress): Promise<void> {
  const answer = await converse(address, async (socket) => void socket.write('zPING\0'))
  if (answer !== 'PONG') throw new AppError('SCANNER_DOWN', undefined, { cause: new Error(`clamd said ${answer}`) })
}

/** Exported for its table test. */
export function read(answer: string): Verdict {
  if (/^stream: OK$/.test(answer)) return { verdict: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (found) return { verdict: 'infected', signature: found }
  if (/size limit exceeded/i.test(answer)) return { verdict: 'too-large' }
  throw new AppError('SCANNER_DOWN', undefined, {
    cause: new Error(`clamd said ${JSON.stringify(answer.slice(0, 200))}`),
  })
}

async function converse({ host, port }: ScannerAddress, speak: (socket: Socket) => Promise<void>): Promise<string> {
  const socket = connect({ host, port, timeout: SILENCE_MS })
  const heard: Buffer[] = []
  socket.on('data', (data: Buffer) => heard.push(data))
  socket.on('timeout', () => socket.destroy(new Error('clamd is silent')))
  // The answer counts, even when clamd resets the connection after giving it.
  const closed = new Promise<Error | null>((resolve) => {
    let failure: Error | null = null
    socket.on('error', (error) => (failure = error))
    socket.on('close', () => resolve(failure))
  })
  try {
    await Promise.race([once(socket, 'connect'), closed])
    await speak(socket)
    socket.end()
    const failure = await closed
    const answer = Buffer.concat(heard).toString().replace(/\0+$/, '').trim()
    if (!answer) throw failure ?? new Error('clamd said nothing')
    return answer
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('SCANNER_DOWN', undefined, { cause })
  } finally {
    socket.destroy()
  }
}
