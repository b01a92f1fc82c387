import type { ListOrder } from './list-state'

export const SORTS = [
  { sort: 'created', direction: 'desc', label: 'Newest first' },
  { sort: 'created', direction: 'asc', label: 'Oldest first' },
  { sort: 'name', direction: 'asc', label: 'Name, A to Z' },
  { sort: 'name', direction: 'desc', label: 'Name, Z to A' },
  { sort: 'size', direction: 'desc', label: 'Largest first' },
  { sort: 'size', direction: 'asc', label: 'Smallest first' },
] as const satisfies readonly (ListOrder & { label: string })[]

export function sortHref({ sort, direction }: ListOrder): string {
  return `/documents?sort=${sort}&direction=${direction}`
}

/** Where a click on a column's head leads: the other direction of the same column, or the useful one of another. */
export function nextOrder(current: ListOrder, sort: ListOrder['sort']): ListOrder {
  if (current.sort === sort) return { sort, direction: current.direction === 'asc' ? 'desc' : 'asc' }
  return { sort, direction: sort === 'name' ? 'asc' : 'desc' }
}
