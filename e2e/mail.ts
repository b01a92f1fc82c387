import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ParsedMail } from 'mailparser'
import { Box } from '../scripts/mail-catcher/box.ts'
import { expect } from './fixtures.ts'
import { setting } from './settings.ts'

/** What the mail server of this run has got for an address, newest first. */
export async function mailsTo(address: string): Promise<ParsedMail[]> {
  const box = new Box(join(setting('E2E_DATA_DIR'), 'mail'))
  const mails = await Promise.all(box.ids().map((id) => box.read(id)))
  return mails.filter(({ to }) => [to ?? []].flat().some(({ value }) => value.some((one) => one.address === address)))
}

/** Every message of this run as it came, to measure and to look for what no parser shows. */
export function rawMails(): string[] {
  const folder = join(setting('E2E_DATA_DIR'), 'mail')
  return new Box(folder).ids().map((id) => readFileSync(join(folder, `${id}.eml`), 'latin1'))
}

/** The newest message to an address, once there is one. */
export async function mailTo(address: string, timeout = 20_000): Promise<ParsedMail> {
  await expect.poll(async () => (await mailsTo(address)).length, { timeout }).toBeGreaterThan(0)
  const [mail] = await mailsTo(address)
  if (!mail) throw new Error(`Nothing came to ${address}.`)
  return mail
}

/** The code of six digits in a message. */
export function codeOf({ text }: ParsedMail): string {
  return /^(\d{6})$/m.exec(text ?? '')?.[1] ?? ''
}
