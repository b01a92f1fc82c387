'use client'
import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Select } from '@/components/ui/select'
import { WAY_KINDS } from '@/lib/sharing/ways/kinds'
import type { WayCounts, WayKind } from '@/lib/sharing/ways/schema'
import { changed, toAddress, type Asked } from './address'
import { Chip } from './chip'

type Props = { base: string; asked: Asked; counts: WayCounts; giverName: string | null }

const PLURALS: Record<WayKind, string> = {
  USER: 'People',
  GROUP: 'Groups',
  LINK: 'Links',
  AGENT: 'Agents',
  URL: 'URLs',
}
const TOGGLES = [
  ['outside', 'Outside only'],
  ['unused', 'Never used'],
  ['endless', 'No end'],
] as const
const STATES = [
  [null, 'Any state'],
  ['living', 'Opens now'],
  ['dormant', 'Opens nothing now'],
] as const

export function FilterChips({ base, asked, counts, giverName }: Props) {
  const router = useRouter()
  const { filter } = asked
  const to = (change: Parameters<typeof changed>[1]) => toAddress(base, changed(asked, change))
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const stateHref = (state: (typeof STATES)[number][0]) => to({ state })
  return (
    <div role="group" aria-label="Filter" className="mb-3.5 flex flex-wrap items-center gap-2">
      <Chip href={to({ kind: null })} on={filter.kind === null}>
        All <Count of={all} />
      </Chip>
      {WAY_KINDS.map((kind) => (
        <Chip key={kind} href={to({ kind })} on={filter.kind === kind}>
          {PLURALS[kind]} <Count of={counts[kind]} />
        </Chip>
      ))}
      {TOGGLES.map(([name, label]) => (
        <Chip key={name} href={to({ [name]: !filter[name] })} on={filter[name]}>
          {label}
        </Chip>
      ))}
      {filter.giver ? (
        <Chip href={to({ giver: null })} on label={`Given by ${giverName ?? 'one person'}: show all givers`}>
          Given by {giverName ?? 'one person'}
          <X aria-hidden className="size-3.5" />
        </Chip>
      ) : null}
      <Select
        aria-label="State"
        className="min-h-[30px] w-auto rounded-full border-line py-0 text-s text-ink-2 pointer-coarse:text-l"
        value={stateHref(filter.state)}
        onChange={({ target }) => router.push(target.value, { scroll: false })}
      >
        {STATES.map(([state, label]) => (
          <option key={label} value={stateHref(state)}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  )
}

function Count({ of }: { of: number }) {
  return <span className="text-ink-3 tabular-nums">{of.toLocaleString('en')}</span>
}
