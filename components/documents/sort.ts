import type { ListOrder } from './list-state'

export const SORTS = [
  { sort: 'created', direction: 'desc', label: 'Newest first' },
  { sort: 'created', direction: 'asc', label: 'Oldest first' },
  { sort: 'name', direction: 'asc', label: 'Name, A to Z' },
  { sort: 'name', direction: 'desc', label: 'Name, Z to A' },
  { sort: 'size', direction: 'desc', label: 'Largest first' },
  { sort: 'size', direction: 'asc', label: 'Smallest first' },
] as const satisfies readonly (ListOrder & { label: string })[]

type Show = NonNullable<ListOrder['show']>
type Sort = (typeof SORTS)[number] & { show?: Show }

const SHOWS: readonly Show[] = ['mine', 'shared']
const SHOWN: readonly Sort[] = SORTS.flatMap((one) => SHOWS.map((show) => ({ ...one, show })))

/** The order that an address asks for, the same object every time; the usual one where somebody mistyped it. */
export function orderOf(asked: { sort?: unknown; direction?: unknown; show?: unknown }): Sort {
  const order = SORTS.find(({ sort, direction }) => sort === asked.sort && direction === asked.direction) ?? SORTS[0]
  return SHOWN.find((one) => one.show === asked.show && one.label === order.label) ?? order
}

export function orderOfSearch(search: string | URLSearchParams): Sort {
  const params = new URLSearchParams(search)
  return orderOf({ sort: params.get('sort'), direction: params.get('direction'), show: params.get('show') })
}

export function sortHref({ sort, direction, show }: ListOrder): string {
  return `/documents?sort=${sort}&direction=${direction}${show ? `&show=${show}` : ''}`
}

/** The same order of other documents; without `show` of all. */
export function showing({ sort, direction }: ListOrder, show: ListOrder['show']): ListOrder {
  return show ? { sort, direction, show } : { sort, direction }
}

/** Where a click on a column's head leads: the other direction of the same column, or the useful one of another. */
export function nextOrder(current: ListOrder, sort: ListOrder['sort']): ListOrder {
  const turned = current.direction === 'asc' ? 'desc' : 'asc'
  const useful = sort === 'name' ? 'asc' : 'desc'
  return showing({ sort, direction: current.sort === sort ? turned : useful }, current.show)
}
