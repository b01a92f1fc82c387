import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSeaweed } from '../../scripts/engines/seaweedfs.ts'
import { startStore, type StoreOptions } from '../../scripts/engines/store.ts'
import type { Engine } from '../../scripts/engines/process.ts'
import { Faulty } from './faulty.ts'

/** A SeaweedFS that can be frozen, killed, filled up and brought back, on the same ports and data. */
export class Store extends Faulty {
  readonly options: StoreOptions

  constructor(options: StoreOptions) {
    super()
    this.options = options
  }

  protected launch(): Promise<Engine> {
    return startStore(this.options)
  }

  /** Comes back as if its disk had no room left: it reads, and refuses every write. Not waited for: its probe would fail. */
  startFull(): void {
    this.engine = startSeaweed({ ...this.options, weed: this.#weedWithoutRoom() })
  }

  /** Of a flag given twice Go takes the last. */
  #weedWithoutRoom(): string {
    const script = join(this.options.dataDir, 'weed-without-room')
    mkdirSync(this.options.dataDir, { recursive: true })
    writeFileSync(script, `#!/bin/sh\nexec '${this.options.weed}' "$@" -volume.minFreeSpace=1000TiB\n`)
    chmodSync(script, 0o755)
    return script
  }
}
