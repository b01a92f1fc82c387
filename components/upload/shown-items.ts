import type { UploadItem, UploadState } from '@/lib/upload-client/queue'

/** Nobody reads more, and a drop of ten thousand files must not draw ten thousand bars. */
export const MOST_SHOWN = 40

const RANK: Record<UploadState, number> = {
  failed: 0,
  uploading: 1,
  retrying: 1,
  starting: 1,
  waiting: 2,
  done: 3,
  cancelled: 4,
}

/** The items worth drawing, in the order they were added, and how many are left out. */
export function shownItems(items: readonly UploadItem[], most = MOST_SHOWN): { shown: UploadItem[]; more: number } {
  const living = items.filter(({ state }) => state !== 'cancelled')
  if (living.length <= most) return { shown: living, more: 0 }
  const first = living.toSorted((a, b) => RANK[a.state] - RANK[b.state]).slice(0, most)
  const chosen = new Set(first)
  return { shown: living.filter((item) => chosen.has(item)), more: living.length - most }
}
