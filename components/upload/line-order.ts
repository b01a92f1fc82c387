import type { UploadItem, UploadState } from '@/lib/upload-client/queue'

/** As many are drawn one by one, in the order in which they came. */
export const FEW = 40

const RANK: Record<UploadState, number> = {
  failed: 0,
  uploading: 1,
  retrying: 1,
  starting: 1,
  elsewhere: 2,
  paused: 2,
  waiting: 3,
  done: 4,
  cancelled: 5,
}

/** What is drawn, without what was cancelled; of many first those that need eyes. */
export function inOrder(items: readonly UploadItem[]): readonly UploadItem[] {
  const living = items.filter(({ state }) => state !== 'cancelled')
  return living.length <= FEW ? living : living.toSorted((a, b) => RANK[a.state] - RANK[b.state])
}
