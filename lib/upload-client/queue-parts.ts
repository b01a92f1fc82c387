import { browserSend } from './browser-send'
import { browserConnection, type Connection } from './connection'
import { Hasher } from './hasher'
import type { ResumeRecords } from './resume-store'
import type { Send } from './send'
import type { Signer } from './signer'
import { Slots } from './slots'
import type { TabNews } from './tab-news'
import type { Transport } from './transport'
import { browserLocks, type UploadLocks } from './upload-locks'

export type UploadQueueOptions = {
  send?: Send
  connection?: Connection
  filesAtOnce?: number
  locks?: UploadLocks
  hash?: Transport['hash']
  /** Null: nothing is written down, and an upload does not outlive its page. */
  records?: ResumeRecords | null
  /** Told when the app knows that an upload is given up. */
  news?: Pick<TabNews, 'tell'> | null
}

/** What a queue works with: the browser's own, unless told otherwise. */
export function queueParts(signer: Signer, options: UploadQueueOptions) {
  const hasher = new Hasher()
  const transport: Transport = {
    signer,
    send: options.send ?? browserSend,
    connection: options.connection ?? browserConnection,
    slots: new Slots(),
    locks: options.locks ?? browserLocks(),
    hash: options.hash ?? ((body) => hasher.hash(body)),
  }
  const { records = null, news = null } = options
  return { transport, records, news, rest: () => hasher.rest() }
}
