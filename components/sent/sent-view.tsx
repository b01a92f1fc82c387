'use client'
import { useState } from 'react'
import { listSent } from '@/app/(workspace)/sent/actions'
import { ShowMore } from '@/components/documents/show-more'
import { callAction } from '@/components/notices/call-action'
import { Notice } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/table'
import type { SentPage } from '@/lib/mailings/schema'
import { EmptySent } from './empty-sent'
import type { SentAsking } from './asking'
import { SentDialog } from './sent-dialog'
import { SentLine } from './sent-line'
import { hasMoving } from './sent-words'
import { usePages } from './use-pages'

const readSent = (cursor: string | null) => callAction(() => listSent(cursor ? { cursor } : {}))

type Props = {
  page: SentPage
  /** Seconds. */
  longest: number
}

/** What was sent by mail, and what became of it. */
export function SentView({ page, longest }: Props) {
  const { list, error, reload, showMore } = usePages(page, readSent, hasMoving)
  const [asking, setAsking] = useState<SentAsking | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  // Raised by what is done here, so that an open list of recipients reads itself anew.
  const [done, setDone] = useState(0)
  const finish = (sentence: string) => {
    setAsking(null)
    setSaid(sentence)
    setDone(done + 1)
    void reload()
  }
  const rows = list?.rows ?? []
  return (
    <>
      <h1 tabIndex={-1} className="mb-2 outline-none">
        Sent
      </h1>
      <p className="mb-5 max-w-[66ch] text-ink-2">
        What you sent by mail. Every recipient has a link of their own: taking one back leaves the others as they are.
      </p>
      {error ? (
        <Notice tone="red" className="mb-4">
          {error}
        </Notice>
      ) : null}
      {said ? (
        <Notice tone="seal" className="mb-4">
          {said}
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptySent />
      ) : (
        <Sheet>
          <ul aria-label="Sent">
            {rows.map((row) => (
              <SentLine key={row.id} row={row} done={done} ask={setAsking} />
            ))}
          </ul>
        </Sheet>
      )}
      {list?.nextCursor ? <ShowMore load={showMore} /> : null}
      {asking ? <SentDialog asking={asking} longest={longest} onClose={() => setAsking(null)} onDone={finish} /> : null}
    </>
  )
}
