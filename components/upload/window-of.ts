/** Pixels from one line to the next in a long list; upload-line.tsx keeps to it. */
export const LINE_HEIGHT = 77

/** Lines that are drawn beyond what is seen, so that a quick scroll does not show paper. */
const BEYOND = 4

/** Which of `count` lines to draw for a list that is scrolled by `top` and `height` high: from, up to and without. */
export function windowOf(count: number, top: number, height: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(top / LINE_HEIGHT)) - BEYOND)
  return { from, to: Math.min(count, Math.ceil((top + height) / LINE_HEIGHT) + BEYOND) }
}
