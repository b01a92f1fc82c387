export type Toast = { id: number; tone: 'red' | 'seal'; text: string }

const SHOWN_MS = 7_000
const MOST = 3

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

export function currentToasts(): readonly Toast[] {
  return toasts
}

/** Says one sentence where nothing on the page could say it. Errors stay until they are closed. */
export function toast(tone: Toast['tone'], text: string): void {
  const id = (lastId += 1)
  set([...toasts.filter((one) => one.text !== text), { id, tone, text }].slice(-MOST))
  if (tone === 'seal') setTimeout(() => closeToast(id), SHOWN_MS)
}

/** Says why something failed, unless the notice of the whole tab says it already. */
export function toastFailure({ code, message }: { code: string | null; message: string }): void {
  if (code !== 'SIGNED_OUT' && code !== 'UPDATED') toast('red', message)
}

export function closeToast(id: number): void {
  set(toasts.filter((one) => one.id !== id))
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
