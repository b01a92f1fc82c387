import { formatTimeLeft } from '@/components/format/duration'
import { formatProgress, formatRate, formatSize } from '@/lib/format/size'
import type { UploadItem } from '@/lib/upload-client/queue'

/** A sentence instead of figures, where there is something to say. */
export function lineSentence({ state, error }: UploadItem): string | null {
  if (error !== null) return error
  // Retries may go on for a long time: a bar that stands still says nothing about them.
  if (state === 'retrying') return 'The upload was interrupted. Trying again …'
  if (state === 'elsewhere') return 'Uploading in another tab. This one goes on when that one is closed.'
  return null
}

/** Where it lay in the folder that was dropped: “trip/day 1”. */
export function lineFolder({ path }: UploadItem): string | null {
  return path === null ? null : path.slice(0, path.lastIndexOf('/'))
}

/** “1.24 of 2.1 GB” */
export function lineProgress({ loaded, size, state }: UploadItem): string {
  return state === 'paused' ? `Paused · ${formatProgress(loaded, size)}` : formatProgress(loaded, size)
}

/** “58 % · 31 MB/s · 28 s left”, as far as known; of a file that is there, its size. */
export function lineFigures({ state, size, percent, bytesPerSecond, secondsLeft }: UploadItem): string {
  if (state === 'done') return formatSize(size)
  const speed = bytesPerSecond > 0 ? formatRate(bytesPerSecond) : ''
  const time = secondsLeft === null ? '' : formatTimeLeft(secondsLeft)
  return [`${percent} %`, speed, time].filter(Boolean).join(' · ')
}
