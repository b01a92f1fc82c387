import { UploadQueue } from '@/lib/upload-client/queue'
import { signer } from './signer'

let current: { userId: string; queue: UploadQueue } | null = null

/**
 * The queue of this tab, for one person. It lives beside React, so that uploads go on while the sign-in page is shown
 * after a session has ended; whoever signs in as somebody else does not inherit it. For the browser only.
 */
export function queueOf(userId: string): UploadQueue {
  if (current?.userId === userId) return current.queue
  if (current) stop(current.queue)
  else addEventListener('beforeunload', askFirst)
  current = { userId, queue: new UploadQueue(signer) }
  return current.queue
}

export function uploadsRunning(): boolean {
  return current?.queue.busy ?? false
}

export function stopUploads(): void {
  if (current) stop(current.queue)
}

function stop(queue: UploadQueue): void {
  for (const { key } of queue.snapshot().items) queue.cancel(key)
}

function askFirst(event: BeforeUnloadEvent): void {
  if (uploadsRunning()) event.preventDefault()
}
