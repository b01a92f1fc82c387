import type { UploadItem } from './item'
import { UploadQueue } from './queue'
import { passes, ScriptedApp, ScriptedConnection, ScriptedStore } from './scripted-app'

export function files(count: number, size = 1000): File[] {
  return Array.from(
    { length: count },
    (_, index) => new File(['x'.repeat(size)], `${index + 1}.txt`, { type: 'text/plain' }),
  )
}

/** For tests: a queue between a scripted app and a scripted store. */
export class ScriptedQueue {
  readonly app = new ScriptedApp()
  readonly store = new ScriptedStore()
  readonly connection = new ScriptedConnection()
  readonly queue = new UploadQueue(this.app, { send: this.store.send, connection: this.connection })

  async drop(count: number, size?: number): Promise<void> {
    this.queue.add(files(count, size))
    await passes(100)
  }

  states(): string[] {
    return this.queue.snapshot().items.map(({ state }) => state)
  }

  item(index = 0): UploadItem {
    const found = this.queue.snapshot().items[index]
    if (found === undefined) throw new Error(`There is no item ${index}.`)
    return found
  }
}
