/** How the tabs of one browser tell each other that an upload began or ended. */
export type TabNews = {
  tell(): void
  listen(listener: () => void): void
}

const CHANNEL = 'countersign-uploads'

/** What has just ended gives its lock back a moment later, and a drop begins many at once. */
const SOON_MS = 250

export function browserNews(): TabNews {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, listen: () => undefined }
  const channel = new BroadcastChannel(CHANNEL)
  let soon: ReturnType<typeof setTimeout> | undefined
  return {
    tell() {
      soon ??= setTimeout(() => {
        soon = undefined
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
        channel.postMessage(null)
      }, SOON_MS)
    },
    listen: (listener) => channel.addEventListener('message', listener),
  }
}
