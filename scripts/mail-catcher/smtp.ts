import { SMTPServer } from 'smtp-server'

const MAX_BYTES = 25 * 1024 ** 2

/** An SMTP server on loopback that takes everything from everybody and hands each message on. */
export async function startSmtp(port: number, take: (raw: Buffer) => void): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_BYTES,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        take(Buffer.concat(chunks))
        done()
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  // A sender that hangs up is the sender's affair.
  server.on('error', () => undefined)
  return server
}
