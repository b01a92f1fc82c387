import { isResting, percent, type UploadItem, type UploadTotal } from './item'
import { roundSpeed, secondsLeft } from './speed'

/** What all files come to. `rate`: bytes a second over all of them. */
export function totalOf(items: readonly UploadItem[], rate: number): UploadTotal {
  let [files, done, failed, resting, bytes, loaded, left, moving] = [0, 0, 0, 0, 0, 0, 0, false]
  for (const item of items) {
    if (item.state === 'cancelled') continue
    files += 1
    if (item.state === 'failed') {
      failed += 1
      continue
    }
    if (item.state === 'done') done += 1
    if (item.state === 'uploading') moving = true
    bytes += item.size
    loaded += item.loaded
    if (isResting(item.state)) resting += 1
    else left += item.size - item.loaded
  }
  const finished = done > 0 && done + failed === files
  const speed = moving ? rate : 0
  return {
    files,
    done,
    failed,
    resting,
    bytes,
    loaded,
    percent: percent(loaded, bytes, finished),
    bytesPerSecond: roundSpeed(speed),
    secondsLeft: secondsLeft(left, speed),
  }
}

export function sameTotal(a: UploadTotal, b: UploadTotal): boolean {
  return (
    a.files === b.files &&
    a.done === b.done &&
    a.failed === b.failed &&
    a.resting === b.resting &&
    a.bytes === b.bytes &&
    a.percent === b.percent &&
    a.bytesPerSecond === b.bytesPerSecond &&
    a.secondsLeft === b.secondsLeft
  )
}
