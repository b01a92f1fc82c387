import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { truncate, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file as Playwright hands it to an input. */
export type Payload = { name: string; mimeType: string; buffer: Buffer }

const MiB = 1024 ** 2

export function textFile(name: string, text = `This is ${name}.`): Payload {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
}

/** Bytes that compress to nothing and that no other file has. */
export function noise(name: string, bytes: number): Payload {
  return { name, mimeType: 'application/octet-stream', buffer: randomBytes(bytes) }
}

/** The smallest PDF that a reader opens: a page with one line, and a cross-reference table that is right. */
export function pdf(line: string): Buffer {
  const text = `BT /F1 24 Tf 60 760 Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries}`
  return Buffer.from(`${body}${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`)
}

/** Writes a file that begins as MP4 does and goes on with noise; every byte counts in its digest. */
export async function writeVideo(path: string, bytes: number): Promise<void> {
  const head = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1')
  const cipher = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16))
  const zeros = Buffer.alloc(MiB)
  function* body() {
    yield head
    for (let left = bytes - head.length; left > 0; left -= MiB)
      yield cipher.update(zeros.subarray(0, Math.min(left, MiB)))
  }
  await pipeline(Readable.from(body()), createWriteStream(path))
}

/** Writes a file that has its size and takes no room. */
export async function writeHollow(path: string, bytes: number): Promise<void> {
  await writeFile(path, '')
  await truncate(path, bytes)
}

export async function sha256(file: string | Buffer): Promise<string> {
  const digest = createHash('sha256')
  if (typeof file !== 'string') return digest.update(file).digest('hex')
  await pipeline(createReadStream(file), digest)
  return digest.digest('hex')
}
