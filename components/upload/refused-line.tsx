import { formatSize } from '@/components/format/size'
import type { RefusedFile } from './admit'

export function RefusedLine({ file: { name, size, message } }: { file: RefusedFile }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b border-line/60 px-4 py-3 text-s last:border-b-0">
      <b dir="auto" title={name} className="truncate font-medium">
        {name}
      </b>
      <small className="text-xs text-ink-3 tabular-nums">{formatSize(size)}</small>
      <p role="alert" className="col-span-2 text-xs text-red">
        {message}
      </p>
    </li>
  )
}
