// Why an upload did not become a document. The code is stored; the sentence is made when somebody reads it.

export type Rejection =
  | { code: 'size'; received: number; declared: number }
  | { code: 'late' }
  | { code: 'lost' }
  | { code: 'infected'; signature: string }
  | { code: 'unscannable' }

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
  const [code, received = '', declared] = stored.split(':')
  switch (code) {
    case 'size':
      return `The store received ${bytes(received)} of ${bytes(declared)}. Upload it again.`
    case 'late':
      return 'The upload was not finished in time. Upload it again.'
    case 'lost':
      return 'The store lost this file when it was stopped uncleanly. Upload it again.'
    case 'infected':
      return `The malware scanner found ${received} in this file. It was deleted.`
    case 'unscannable':
      return 'The file is larger than the malware scanner takes, so it was not accepted.'
    default:
      return 'The file could not be taken in. Upload it again.'
  }
}

function bytes(count = '0'): string {
  return `${Number(count).toLocaleString('en')} bytes`
}
