import { USUAL_ORDER } from '@/lib/sharing/ways/kinds'
import type { WayFilter, WayOrder } from '@/lib/sharing/ways/schema'

// The filter and the order stand in the address: a page can be sent to a colleague, and Back goes back. It is read by
// lib/sharing/ways/address.ts.

export type Asked = { filter: WayFilter; order: WayOrder }

export function toAddress(base: string, { filter, order }: Asked): string {
  const params = new URLSearchParams()
  const set = (name: string, value: string | null | false) => value && params.set(name, value)
  set('kind', filter.kind)
  set('state', filter.state)
  set('giver', filter.giver)
  set('outside', filter.outside && '1')
  set('unused', filter.unused && '1')
  set('endless', filter.endless && '1')
  set('q', filter.search)
  set('sort', order.sort !== USUAL_ORDER.sort && order.sort)
  set('direction', order.direction !== USUAL_ORDER.direction && order.direction)
  return params.size > 0 ? `${base}?${params}` : base
}

/** The same question with some of it changed. */
export function changed({ filter, order }: Asked, change: Partial<WayFilter>): Asked {
  return { filter: { ...filter, ...change }, order }
}

export function isFiltered({ kind, state, giver, outside, unused, endless, search }: WayFilter): boolean {
  return Boolean(kind ?? state ?? giver) || outside || unused || endless || search !== ''
}
