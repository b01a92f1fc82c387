import { formatSize } from '@/lib/format/size'
import type { RefusedFile } from './admit'

const MOST = 3

export function RefusedLines({ files }: { files: readonly RefusedFile[] }) {
  if (files.length === 0) return null
  return (
    <ul role="alert" className="border-t border-line">
      {files.slice(0, MOST).map(({ key, name, size, message }) => (
        <li
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b border-line/60 px-4 py-3 text-s last:border-b-0"
        >
          <b dir="auto" title={name} className="truncate font-medium">
            {name}
          </b>
          <small className="text-xs text-ink-3 tabular-nums">{formatSize(size)}</small>
          <p className="col-span-2 text-xs text-red">{message}</p>
        </li>
      ))}
      {files.length > MOST ? (
        <li className="px-4 py-3 text-s text-red">and {files.length - MOST} more, for the same reason</li>
      ) : null}
    </ul>
  )
}
