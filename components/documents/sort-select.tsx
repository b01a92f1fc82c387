'use client'
import { useRouter } from 'next/navigation'
import { Select } from '@/components/ui/select'
import type { ListOrder } from './list-state'
import { SORTS, sortHref } from './sort'

/** The heads of the columns, for sheets that are too narrow to show them. */
export function SortSelect({ order }: { order: ListOrder }) {
  const router = useRouter()
  return (
    <Select
      aria-label="Order"
      className="w-auto border-line text-ink-2"
      value={sortHref(order)}
      onChange={({ target }) => router.push(target.value, { scroll: false })}
    >
      {SORTS.map((one) => (
        <option key={one.label} value={sortHref(one)}>
          {one.label}
        </option>
      ))}
    </Select>
  )
}
