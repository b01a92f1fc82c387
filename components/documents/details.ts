import type { DocumentRow } from '@/lib/documents/schema'

/** A stored digest as it is shown: hex, as `sha256sum` prints it; a composite of parts as S3 writes it. */
export function digestText(digest: DocumentRow['digest']): { value: string; note: string | null } | null {
  const [, base64, parts] = /^sha256:([A-Za-z0-9+/=]+?)(?:-(\d+))?$/.exec(digest ?? '') ?? []
  if (!base64) return null
  if (parts) return { value: `${base64}-${parts}`, note: `Over the SHA-256 of each of its ${parts} parts.` }
  const hex = Array.from(atob(base64), (character) => character.charCodeAt(0).toString(16).padStart(2, '0'))
  return { value: hex.join(''), note: null }
}

export function scanText(scan: DocumentRow['scan']): string | null {
  switch (scan) {
    case 'clean':
      return 'Nothing found'
    case 'too-large':
      return 'Not scanned: larger than the scanner takes'
    case null:
      return null
  }
}
