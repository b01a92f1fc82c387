import { formatSize } from '../format/size'

// Why an upload did not become a document. The code is stored; the sentence is made when somebody reads it.

export type Rejection =
  | { code: 'size'; received: number; declared: number }
  | { code: 'late' }
  | { code: 'lost' }
  /** The SHA-256 is not the one that was declared. */
  | { code: 'digest' }
  | { code: 'infected'; signature: string }
  | { code: 'unscannable' }
  /** Of a replacement: whoever began it lost the right meanwhile. */
  | { code: 'right-lost' }

/** The stored form: `<code>` or `<code>:<what it was about>`. */
export function encodeRejection(rejection: Rejection): string {
  switch (rejection.code) {
    case 'size':
      return `size:${rejection.received}:${rejection.declared}`
    case 'infected':
      return `infected:${rejection.signature.replace(/[^\w.-]/g, '_').slice(0, 100)}`
    default:
      return rejection.code
  }
}

/** A stored reason as a sentence that says what happened and what to do. */
export function rejectionSentence(stored: string): string {
  const [code, received = '', declared = '0'] = stored.split(':')
  switch (code) {
    case 'size':
      return `The store received ${partOf(Number(received), Number(declared))}. Upload it again.`
    case 'late':
      return 'The upload was not finished in time. Upload it again.'
    case 'lost':
      return 'The store lost this file when it was stopped uncleanly. Upload it again.'
    case 'digest':
      return 'The bytes that arrived have not the SHA-256 that was declared. Upload it again.'
    case 'infected':
      return `The malware scanner found ${received} in this file. It was deleted.`
    case 'unscannable':
      return 'The file is larger than the malware scanner takes, so it was not accepted.'
    case 'right-lost':
      return 'Whoever sent it may not replace this file any more.'
    default:
      return 'The file could not be taken in. Upload it again.'
  }
}

/** In short, unless that would make two sizes look the same. */
function partOf(received: number, declared: number): string {
  const [part, whole] = [formatSize(received), formatSize(declared)]
  if (part !== whole) return `${part} of ${whole}`
  return `${received.toLocaleString('en')} of ${declared.toLocaleString('en')} bytes`
}
