import { formatTimeLeft } from '@/components/format/duration'
import { formatProgress, formatRate } from '@/lib/format/size'
import type { UploadTotal } from '@/lib/upload-client/queue'

const figure = (count: number) => count.toLocaleString('en')
const files = (count: number) => (count === 1 ? '1 file' : `${figure(count)} files`)

/** How many the page is at work on. */
export function underWay({ files: all, done, failed, resting }: UploadTotal): number {
  return all - done - failed - resting
}

export type Beside = { refused: number; unfinished: number }

/** The tray's one line about everything: “Uploading 3 of 5 files”. */
export function headline(total: UploadTotal, { refused, unfinished }: Beside): string {
  const { files: all, done, failed, resting } = total
  const moving = underWay(total)
  if (moving > 0) return all === 1 ? 'Uploading 1 file' : `Uploading ${figure(moving)} of ${files(all)}`
  if (resting > 0) return all === 1 ? '1 upload is paused' : `${figure(resting)} of ${figure(all)} uploads are paused`
  const lost = failed + refused
  if (all + lost === 0) return unfinished === 1 ? '1 unfinished upload' : `${figure(unfinished)} unfinished uploads`
  if (lost === 0) return `Uploaded ${files(done)}`
  return lost === 1 && done === 0
    ? '1 file was not uploaded'
    : `${figure(lost)} of ${files(all + refused)} not uploaded`
}

/** “124 MB/s · 14 s left”, as far as known. */
export function pace({ bytesPerSecond, secondsLeft }: UploadTotal): string {
  const parts = [
    bytesPerSecond > 0 ? formatRate(bytesPerSecond) : '',
    secondsLeft === null ? '' : formatTimeLeft(secondsLeft),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** “63 %, 3.1 of 6.8 GB” */
export function amount({ percent, loaded, bytes }: UploadTotal): string {
  return `${percent} %, ${formatProgress(loaded, bytes)}`
}

const PREFIX = /^\d+ % · /

/** The tab's own title with how far the uploads are, or without when none is under way. */
export function tabTitle(title: string, total: UploadTotal): string {
  const plain = title.replace(PREFIX, '')
  return underWay(total) > 0 ? `${total.percent} % · ${plain}` : plain
}
