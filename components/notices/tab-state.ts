// What a tab as a whole has run into. A store beside React, because uploads that go on without any page report here too.

export type TabTrouble = 'updated' | 'signed-out'

let trouble: TabTrouble | null = null
const listeners = new Set<() => void>()

export function tabTrouble(): TabTrouble | null {
  return trouble
}

export function raiseTrouble(next: TabTrouble): void {
  // A tab that is older than the server cannot even sign in again: that one stays.
  if (trouble !== 'updated') set(next)
}

/** The server answered a signed-in person. */
export function endSignedOut(): void {
  if (trouble === 'signed-out') set(null)
}

let leaving = false

/** This tab is about to sign out by itself: that its stream ends is then no news. */
export function startLeaving(): void {
  leaving = true
}

export function isLeaving(): boolean {
  return leaving
}

export function onTrouble(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function set(next: TabTrouble | null): void {
  if (next === trouble) return
  trouble = next
  for (const listener of listeners) listener()
}
