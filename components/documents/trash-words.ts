import { TRASH_DAYS } from '@/lib/documents/limits'
import type { DocumentRow } from '@/lib/documents/schema'
import type { RestoreEffect, TrashPage } from '@/lib/documents/trash-schema'
import { formatSize } from '@/lib/format/size'

const CLOSED = 'Nobody can open or download it any more, and URLs that were already handed out stop working.'

/** What deleting a document means; one that never was Ready has nothing that could wait. */
export function deletionText({ status }: Pick<DocumentRow, 'status'>): string {
  return status === 'Ready'
    ? `${CLOSED} It goes to Deleted for ${TRASH_DAYS} days, where you can restore it, and counts in your storage until it is gone for good.`
    : `${CLOSED} This cannot be undone.`
}

/** Where the object is too large to be moved while somebody waits, or somebody else’s cache has a minute. */
export function pendingText(urls: number): string {
  return urls === 1
    ? 'Deleted. 1 URL that was handed out stops working in a moment.'
    : `Deleted. ${urls.toLocaleString('en')} URLs that were handed out stop working in a moment.`
}

export function restoreText({ people, links }: RestoreEffect): string {
  const who = [
    people > 0 && `${people.toLocaleString('en')} ${people === 1 ? 'other person' : 'other people'}`,
    links > 0 && `${links.toLocaleString('en')} ${links === 1 ? 'link' : 'links'}`,
  ].filter((part) => part !== false)
  const again = who.length === 0 ? 'Only you can open it then.' : `${who.join(' and ')} can open it again.`
  return `It goes back to your documents. ${again} URLs that were handed out before it was deleted stay dead.`
}

/** Beneath the list: what it costs, and how long. */
export function trashText({ count, bytes }: Pick<TrashPage, 'count' | 'bytes'>): string {
  const [what, they] =
    count === 1 ? ['1 document', 'It counts'] : [`${count.toLocaleString('en')} documents`, 'They count']
  return `${what}, ${formatSize(bytes)}. ${they} in your storage until gone for good, ${TRASH_DAYS} days after being deleted. Nobody can open ${count === 1 ? 'it' : 'them'} meanwhile.`
}
