'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { prepareRevocation } from '@/app/(workspace)/sharing/actions'
import { ShowMore } from '@/components/documents/show-more'
import { Moment } from '@/components/format/moment'
import { useAction } from '@/components/notices/use-action'
import { Notice } from '@/components/ui/notice'
import type { PreparedRevocation, RevocationProgress } from '@/lib/sharing/bulk/schema'
import { revokedSentence } from '@/lib/sharing/revoke-answer'
import type { WayCounts, WayPage } from '@/lib/sharing/ways/schema'
import { isFiltered, type Asked } from './address'
import { EmptyWays } from './empty-ways'
import { FilterChips } from './filter-chips'
import { PickBar } from './pick-bar'
import { RevocationBar } from './revocation-bar'
import { RevokeDialog } from './revoke-dialog'
import { SharingHead } from './sharing-head'
import { useWays } from './use-ways'
import { WaySortSelect } from './way-sort'
import { WaysTable } from './ways-table'

type Props = {
  base: string
  asked: Asked
  page: WayPage
  counts: WayCounts
  running: readonly RevocationProgress[]
  /** Of an administrator's page only. */
  outside: { frozenAt: string | null } | null
}

export function SharingView({ base, asked, page, counts, running, outside }: Props) {
  const router = useRouter()
  const ways = useWays(page, asked)
  const [prepared, setPrepared] = useState<PreparedRevocation | null>(null)
  const [started, setStarted] = useState<RevocationProgress | null>(null)
  const [done, setDone] = useState<RevocationProgress | null>(null)
  const { run, busy, error } = useAction()
  const matching = matchingOf(counts, asked)
  const prepare = () => void run(() => prepareRevocation(selectionOf(ways.ticked, asked)), setPrepared)
  const finished = (progress: RevocationProgress) => {
    setStarted(null)
    setDone(progress)
    router.refresh()
  }
  const begun = (progress: RevocationProgress) => {
    setPrepared(null)
    if (progress.answer) return finished(progress)
    setDone(null)
    setStarted(progress)
    ways.tickPage(false)
  }
  const bars = [...running.filter(({ id }) => id !== started?.id && id !== done?.id), ...(started ? [started] : [])]
  const some = ways.ticked === 'all' || ways.ticked.size > 0
  return (
    <>
      <SharingHead base={base} asked={asked} outside={outside} />
      {outside?.frozenAt ? (
        <Notice tone="amber" className="mb-4">
          Outside sharing is frozen since <Moment iso={outside.frozenAt} />. No link opens anything.
        </Notice>
      ) : null}
      {error ? (
        <Notice tone="red" className="mb-4">
          {error}
        </Notice>
      ) : null}
      {done?.answer ? (
        <Notice tone="seal" className="mb-4">
          {revokedSentence(done.answer)}.
        </Notice>
      ) : null}
      {bars.map((progress) => (
        <RevocationBar key={progress.id} started={progress} onDone={finished} />
      ))}
      <FilterChips base={base} asked={asked} counts={counts} giverName={ways.rows[0]?.giver?.name ?? null} />
      {ways.rows.length === 0 ? (
        <EmptyWays base={base} filtered={isFiltered(asked.filter)} />
      ) : (
        <>
          <div className="@container">
            <div className="mb-3 @3xl:hidden">
              <WaySortSelect base={base} asked={asked} />
            </div>
          </div>
          <WaysTable base={base} asked={asked} ways={ways} />
        </>
      )}
      {ways.hasMore ? <ShowMore load={ways.showMore} /> : null}
      {some ? (
        <PickBar
          ticked={ways.ticked}
          whole={ways.rows.every(ways.isTicked)}
          matching={matching}
          busy={busy}
          onAll={ways.tickAll}
          onRevoke={prepare}
        />
      ) : null}
      {prepared ? <RevokeDialog prepared={prepared} onClose={() => setPrepared(null)} onStarted={begun} /> : null}
    </>
  )
}

function matchingOf(counts: WayCounts, { filter }: Asked): number {
  if (filter.kind) return counts[filter.kind]
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function selectionOf(ticked: ReturnType<typeof useWays>['ticked'], { filter }: Asked) {
  if (ticked === 'all') return { by: 'filter' as const, filter }
  return { by: 'ways' as const, ways: [...ticked.values()].map(({ id, to }) => ({ kind: to.kind, id })) }
}
