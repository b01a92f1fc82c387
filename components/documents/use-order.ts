'use client'
import { useSearchParams } from 'next/navigation'
import type { ListOrder } from './list-state'
import { orderOfSearch, sortHref } from './sort'

// The address says in which order the list is asked for, and nothing else does: no state beside it can lag behind.

export function useOrder(): ListOrder {
  return orderOfSearch(useSearchParams())
}

/** What is asked for at this very moment, before anything is drawn or answered. */
export function orderNow(): ListOrder {
  return orderOfSearch(location.search)
}

/** Not by a navigation: it would change the address only when the server has answered. */
export function askForOrder(order: ListOrder): void {
  history.pushState(null, '', sortHref(order))
}

/** Takes back what could not be answered. */
export function stayInOrder(order: ListOrder): void {
  history.replaceState(null, '', sortHref(order))
}
