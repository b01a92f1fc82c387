import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Form } from './form.ts'

/** Sends the file with curl; answers with seconds. What the store and the disk can do without a browser. */
export async function curlPost({ url, fields }: Form, path: string): Promise<number> {
  const parts = Object.entries(fields).flatMap(([name, value]) => ['--form-string', `${name}=${value}`])
  const report = ['-sS', '-o', '/dev/null', '-w', '%{http_code} %{time_total}']
  // Without `Expect:` curl waits for a “100 Continue” that this store does not send.
  const { stdout } = await promisify(execFile)('curl', [
    ...report,
    '-H',
    'Expect:',
    ...parts,
    '-F',
    `file=@${path}`,
    url,
  ])
  const [status, seconds] = stdout.split(' ').map(Number)
  if (status !== 201 || seconds === undefined) throw new Error(`curl's POST was answered ${stdout}.`)
  return seconds
}
