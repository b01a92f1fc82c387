import { UploadQueue } from '@/lib/upload-client/queue'
import { ResumeStore } from '@/lib/upload-client/resume-store'
import { browserNews } from '@/lib/upload-client/tab-news'
import { UnfinishedUploads } from '@/lib/upload-client/unfinished'
import { browserLocks } from '@/lib/upload-client/upload-locks'
import { listUnfinished, signer } from './signer'

type Uploads = { userId: string; queue: UploadQueue; unfinished: UnfinishedUploads }

let current: Uploads | null = null

/**
 * The uploads of this tab, for one person. They live beside React, so that they go on while the sign-in page is shown
 * after a session has ended; whoever signs in as somebody else does not inherit them. For the browser only.
 */
export function uploadsOf(userId: string): Uploads {
  if (current?.userId === userId) return current
  if (current) current.queue.stop()
  else addEventListener('beforeunload', askFirst)
  current = makeUploads(userId)
  return current
}

export function queueOf(userId: string): UploadQueue {
  return uploadsOf(userId).queue
}

export function uploadsRunning(): boolean {
  return current?.queue.busy ?? false
}

/** What goes in parts can be gone on with after the next sign-in. */
export function stopUploads(): void {
  current?.queue.stop()
}

function makeUploads(userId: string): Uploads {
  const [records, locks, news] = [new ResumeStore(userId), browserLocks(), browserNews()]
  const queue = new UploadQueue(signer, { records, locks, news })
  const { abandon } = signer
  const unfinished = new UnfinishedUploads({ list: listUnfinished, abandon, queue, records, locks, news })
  return { userId, queue, unfinished }
}

function askFirst(event: BeforeUnloadEvent): void {
  if (uploadsRunning()) event.preventDefault()
}
