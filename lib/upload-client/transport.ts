import type { Connection } from './connection'
import type { Send } from './send'
import type { Signer } from './signer'
import type { Slots } from './slots'
import type { UploadLocks } from './upload-locks'

/** What uploads stand on: the app, the store, and what the browser gives. */
export type Transport = {
  signer: Pick<Signer, 'sign' | 'signParts' | 'finish'>
  send: Send
  connection: Connection
  slots: Slots
  locks: UploadLocks
  /** SHA-256 in base64; rejects when the bytes cannot be read. */
  hash: (body: Blob) => Promise<string>
}
