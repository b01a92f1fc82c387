import { canHash, sha256 } from './sha256'

/** What is remembered of a file to know it again without reading all of it. */
export type Fingerprint = {
  name: string
  size: number
  /** Milliseconds since 1970. */
  lastModified: number
  /** SHA-256 of the first, the middle and the last bytes; null where the browser cannot hash. */
  sample: string | null
}

const SAMPLE_BYTES = 64 * 1024

/** @throws when the file cannot be read */
export async function fingerprintOf(file: File): Promise<Fingerprint> {
  const { name, size, lastModified } = file
  return { name, size, lastModified, sample: canHash() ? await sha256(samplesOf(file)) : null }
}

function samplesOf(file: File): Blob {
  const middle = Math.max(0, Math.floor((file.size - SAMPLE_BYTES) / 2))
  const last = Math.max(0, file.size - SAMPLE_BYTES)
  return new Blob([0, middle, last].map((from) => file.slice(from, from + SAMPLE_BYTES)))
}

/**
 * Null when `file` is the one that is known; else a sentence that names what differs. Parts of two different files would
 * make a third one, so that in doubt the answer is no.
 */
export async function differenceFrom(known: Fingerprint, file: File): Promise<string | null> {
  const { name, size, lastModified, sample } = await fingerprintOf(file)
  const said: string[] = []
  if (name !== known.name) said.push(`its name is “${name}”, not “${known.name}”`)
  if (size !== known.size) said.push(`it has ${bytes(size)}, not ${bytes(known.size)}`)
  if (lastModified !== known.lastModified)
    said.push(`it was last changed ${moment(lastModified)}, not ${moment(known.lastModified)}`)
  // A longer file has other samples anyway.
  if (size === known.size && sample !== null && known.sample !== null && sample !== known.sample)
    said.push('its content differs')
  return said.length === 0 ? null : `This is not the file that was being uploaded: ${said.join('; ')}.`
}

function bytes(size: number): string {
  return size === 1 ? '1 byte' : `${size.toLocaleString('en')} bytes`
}

function moment(at: number): string {
  return `on ${new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })}`
}
