import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'

/** What a person looks through; older ones go. */
const KEPT = 200

/** The caught messages, one file each, so that they are still there after a restart. */
export class Box {
  readonly #folder: string
  #last = 0

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Keeps a message as it came. */
  add(raw: Buffer): void {
    // The name is the order: a clock that stands still or goes back must not overwrite.
    this.#last = Math.max(Date.now(), this.#last + 1)
    writeFileSync(join(this.#folder, `${this.#last}.eml`), raw, { mode: 0o600 })
    for (const id of this.ids().slice(KEPT)) rmSync(join(this.#folder, `${id}.eml`), { force: true })
  }

  /** Newest first. */
  ids(): string[] {
    const names = readdirSync(this.#folder).filter((name) => /^\d+\.eml$/.test(name))
    return names.map((name) => name.slice(0, -4)).toSorted((a, b) => Number(b) - Number(a))
  }

  async read(id: string): Promise<ParsedMail> {
    return simpleParser(readFileSync(join(this.#folder, `${id}.eml`)))
  }
}
