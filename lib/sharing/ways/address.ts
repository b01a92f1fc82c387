import { wayFilter, wayOrder, type WayFilter, type WayOrder } from './schema'

export type Params = Record<string, string | string[] | undefined>

/** What an address of a sharing page asks for. One that somebody mistyped shows what can be made of it. */
export function parseWays(params: Params): { filter: WayFilter; order: WayOrder } {
  const { kind, state, giver, outside, unused, endless, q, sort, direction } = params
  const wanted = {
    kind,
    state,
    giver,
    outside: outside === '1',
    unused: unused === '1',
    endless: endless === '1',
    search: q,
  }
  const right = Object.entries(wanted).filter(([name, value]) => wayFilter.safeParse({ [name]: value }).success)
  const order = wayOrder.safeParse({ sort, direction })
  return {
    filter: wayFilter.parse(Object.fromEntries(right)),
    order: order.success ? order.data : wayOrder.parse({}),
  }
}
