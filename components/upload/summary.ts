import { formatTimeLeft } from '@/components/format/duration'
import { formatRate } from '@/components/format/size'
import type { UploadTotal } from '@/lib/upload-client/queue'

const files = (count: number) => (count === 1 ? '1 file' : `${count.toLocaleString('en')} files`)

/** The tray's one line about everything: “Uploading 3 of 5 files”. */
export function headline({ files: all, done, failed }: UploadTotal, refused: number): string {
  const left = all - done - failed
  if (left > 0) return all === 1 ? 'Uploading 1 file' : `Uploading ${left.toLocaleString('en')} of ${files(all)}`
  const lost = failed + refused
  if (lost === 0) return `Uploaded ${files(done)}`
  return lost === 1 && done === 0
    ? '1 file was not uploaded'
    : `${lost.toLocaleString('en')} of ${files(all + refused)} not uploaded`
}

/** “124 MB/s · 14 s left”, as far as known. */
export function pace({ bytesPerSecond, secondsLeft }: UploadTotal): string {
  const parts = [
    bytesPerSecond > 0 ? formatRate(bytesPerSecond) : '',
    secondsLeft === null ? '' : formatTimeLeft(secondsLeft),
  ]
  return parts.filter(Boolean).join(' · ')
}
