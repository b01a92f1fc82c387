import { SMTPServer } from 'smtp-server'
import { simpleParser, type ParsedMail } from 'mailparser'

/** How the server takes one message: an answer with a code, at RCPT or after DATA, silence, or a cut line after DATA. */
export type Taking = 'ok' | 'cut-after-data' | { code: number; text: string; at: 'RCPT' | 'DATA' } | { waitMs: number }

type Coded = Error & { responseCode: number }
const refusal = (code: number, text: string): Coded => Object.assign(new Error(text), { responseCode: code })

/** A real mail server that answers as a test says, to each address in its turn, and keeps what it took. */
export class MailServer {
  readonly taken: { to: string; raw: Buffer }[] = []
  readonly #script = new Map<string, Taking[]>()
  #server: SMTPServer | undefined

  /** Starts it and sets SMTP_URL and MAIL_FROM; the first time before anything reads the settings. */
  async start(port: number): Promise<void> {
    process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`
    process.env['MAIL_FROM'] = 'Countersign <countersign@example.org>'
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => {
        const next = this.#script.get(address)?.[0]
        if (typeof next !== 'object' || !('at' in next) || next.at !== 'RCPT') return done()
        this.#script.get(address)?.shift()
        done(refusal(next.code, next.text))
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? ''
          void this.#take(to, Buffer.concat(chunks), session.id, done)
        })
      },
    })
    server.on('error', () => undefined)
    this.#server = server
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  }

  async #take(to: string, raw: Buffer, sessionId: string, done: (error?: Error | null) => void): Promise<void> {
    const how = this.#script.get(to)?.shift() ?? 'ok'
    if (how === 'cut-after-data') {
      this.taken.push({ to, raw })
      for (const connection of this.#server?.connections ?? []) {
        const { id, _socket } = connection as unknown as { id: string; _socket: { destroy: () => void } }
        if (id === sessionId) _socket.destroy()
      }
      return
    }
    if (typeof how === 'object' && 'code' in how) return done(refusal(how.code, how.text))
    if (typeof how === 'object') await new Promise((resolve) => setTimeout(resolve, how.waitMs))
    this.taken.push({ to, raw })
    done()
  }

  /** How the next messages to an address are taken, one after the other; then all are. */
  says(address: string, ...how: Taking[]): void {
    this.#script.set(address, how)
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()))
  }

  to(address: string): Promise<ParsedMail[]> {
    return Promise.all(this.taken.filter(({ to }) => to === address).map(({ raw }) => simpleParser(raw)))
  }

  rawTo(address: string): Buffer[] {
    return this.taken.filter(({ to }) => to === address).map(({ raw }) => raw)
  }
}
