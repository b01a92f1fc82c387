/** Which tab of the browser sends an upload: never two at once. */
export type UploadLocks = {
  /** Answers how to give it back; null when another tab has it. */
  take(uploadId: string): Promise<(() => void) | null>
  /** Resolves when nobody has it, or when `signal` aborts. */
  whenFree(uploadId: string, signal: AbortSignal): Promise<void>
  /** Ids of the uploads that any tab has. */
  taken(): Promise<ReadonlySet<string>>
}

const PREFIX = 'countersign-upload:'

/** The browser gives locks back by itself when their tab is closed or dies. */
const webLocks = (manager: LockManager): UploadLocks => ({
  take: (uploadId) =>
    new Promise((resolve) => {
      const held = manager.request(PREFIX + uploadId, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(null)
        return new Promise<void>((release) => resolve(release))
      })
      // A browser that has locks and gives none is no reason not to send.
      held.catch(() => resolve(() => undefined))
    }),

  async whenFree(uploadId, signal) {
    await manager.request(PREFIX + uploadId, { signal }, () => undefined).catch(() => undefined)
  },

  async taken() {
    const { held = [] } = await manager.query()
    const names = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
    return new Set(names)
  },
})

/** Pages on plain http of another host have no locks: there each tab must answer for itself. */
const noLocks: UploadLocks = {
  take: async () => () => undefined,
  whenFree: async () => undefined,
  taken: async () => new Set(),
}

export function browserLocks(): UploadLocks {
  const manager = globalThis.navigator?.locks as LockManager | undefined
  return manager ? webLocks(manager) : noLocks
}
