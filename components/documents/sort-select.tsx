'use client'
import { Select } from '@/components/ui/select'
import type { ListOrder } from './list-state'
import { orderOf, showing, SORTS } from './sort'
import { askForOrder } from './use-order'

/** The heads of the columns, for sheets that are too narrow to show them. */
export function SortSelect({ order }: { order: ListOrder }) {
  return (
    <Select
      aria-label="Order"
      className="w-auto border-line text-ink-2"
      value={orderOf(order).label}
      onChange={({ target }) => askForOrder(showing(SORTS[target.selectedIndex] ?? order, order.show))}
    >
      {SORTS.map((one) => (
        <option key={one.label} value={one.label}>
          {one.label}
        </option>
      ))}
    </Select>
  )
}
