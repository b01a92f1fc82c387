'use client'
import { useState, type UIEvent } from 'react'
import type { UploadItem } from '@/lib/upload-client/queue'
import { FEW, inOrder } from './line-order'
import { UploadLine } from './upload-line'
import type { TrayActions } from './uploads-provider'
import { LINE_HEIGHT, windowOf } from './window-of'

type LinesProps = { items: readonly UploadItem[]; actions: TrayActions; scroll: Scroll }

/** Where the list around the lines stands. */
export type Scroll = { top: number; height: number }

/** As the list is before anybody has scrolled it: as high as it can be. */
const UNSCROLLED: Scroll = { top: 0, height: 420 }

/** Follows a list's scrolling, in steps of a line. */
export function useScroll(): [Scroll, (event: UIEvent<HTMLElement>) => void] {
  const [scroll, setScroll] = useState(UNSCROLLED)
  const follow = ({ currentTarget: { scrollTop, clientHeight } }: UIEvent<HTMLElement>) => {
    const top = Math.floor(scrollTop / LINE_HEIGHT) * LINE_HEIGHT
    if (top !== scroll.top || clientHeight !== scroll.height) setScroll({ top, height: clientHeight })
  }
  return [scroll, follow]
}

/** The lines of the files on their way. Of many only those are in the page that can be seen. */
export function UploadLines({ items, actions, scroll }: LinesProps) {
  const lines = inOrder(items)
  if (lines.length <= FEW) return lines.map((item) => <UploadLine key={item.key} item={item} actions={actions} />)
  const { from, to } = windowOf(lines.length, scroll.top, scroll.height)
  return (
    <>
      <Gap lines={from} />
      {lines.slice(from, to).map((item, index) => (
        <UploadLine key={item.key} item={item} actions={actions} even place={[from + index, lines.length]} />
      ))}
      <Gap lines={lines.length - to} />
    </>
  )
}

function Gap({ lines }: { lines: number }) {
  return lines === 0 ? null : <li aria-hidden style={{ height: lines * LINE_HEIGHT }} />
}
