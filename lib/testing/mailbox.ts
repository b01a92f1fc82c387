import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser, type ParsedMail } from 'mailparser'
import type { SMTPServer } from 'smtp-server'
import { startSmtp } from '../../scripts/mail-catcher/smtp'

const PATIENCE_MS = 60_000

/** A real mail server of a test's own, and what came to it. */
export class Mailbox {
  readonly raw: Buffer[] = []
  #server: SMTPServer | undefined

  /** Starts it and sets SMTP_URL and MAIL_FROM; call it before anything reads the settings. */
  async start(port: number): Promise<void> {
    this.#server = await startSmtp(port, (raw) => void this.raw.push(raw))
    process.env['SMTP_URL'] = `smtp://127.0.0.1:${port}`
    process.env['MAIL_FROM'] = 'Countersign <countersign@example.org>'
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()))
  }

  async to(address: string): Promise<ParsedMail[]> {
    const mails = await Promise.all(this.raw.map((raw) => simpleParser(raw)))
    return mails.filter(({ to }) => [to ?? []].flat().some(({ value }) => value.some((one) => one.address === address)))
  }

  /** The newest message to an address, once there are so many. */
  async wait(address: string, count = 1): Promise<ParsedMail> {
    const until = Date.now() + PATIENCE_MS
    while (Date.now() < until) {
      const found = await this.to(address)
      if (found.length >= count) return found.at(-1)!
      await pause(50)
    }
    throw new Error(`There are not ${count} messages to ${address}.`)
  }
}
