import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * Downloads all of these at the same time; answers the bytes a second. Throws when one of them did not bring all of `size`.
 * A client that looked at the bytes would take the time of the server beside it, and all servers would look alike.
 */
export async function drainAll(urls: readonly string[], size: number): Promise<number> {
  const client = spawn('python3', [join(import.meta.dirname, 'drain.py')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const started = performance.now()
  let said = ''
  client.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  client.stdin.end(urls.join('\n'))
  const code = await new Promise<number | null>((resolve) => client.once('close', resolve))
  const seconds = (performance.now() - started) / 1000
  const whole = said.split('\n').filter((line) => line === `200 ${size}`).length
  if (code !== 0 || whole !== urls.length)
    throw new Error(
      `${urls.length - whole} of ${urls.length} downloads were not whole (the client ended with ${code}).`,
    )
  return (urls.length * size) / seconds
}
