import type { Engine } from '../../scripts/engines/process.ts'

/** An engine that a test may freeze, kill and start again. */
export abstract class Faulty {
  protected engine: Engine | null = null

  protected abstract launch(): Promise<Engine>

  async start(): Promise<void> {
    this.engine = await this.launch()
  }

  /** It keeps its connections and answers nothing, like a machine whose network went away. */
  freeze(): void {
    this.#signal('SIGSTOP')
  }

  thaw(): void {
    this.#signal('SIGCONT')
  }

  /** Ends it without giving it time for anything. */
  async kill(): Promise<void> {
    process.kill(this.pid, 'SIGKILL')
    await this.engine!.ended
  }

  async stop(): Promise<void> {
    if (!this.engine?.running()) return
    this.thaw()
    await this.engine.stop()
  }

  protected get pid(): number {
    if (!this.engine?.running()) throw new Error('It does not run.')
    return this.engine.pid
  }

  /** All processes that it consists of. */
  protected processes(): number[] {
    return [this.pid]
  }

  #signal(signal: NodeJS.Signals): void {
    for (const pid of this.processes()) process.kill(pid, signal)
  }
}
