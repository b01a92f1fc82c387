type Stop = () => Promise<void> | void

/** What has to be undone when this process is told to end, the last first. */
export class Shutdown {
  readonly #stops: Stop[] = []
  #running: Promise<void> | null = null

  /** Calls back on the way down. Says at once whether that way has begun. */
  add(stop: Stop): void {
    this.#stops.push(stop)
  }

  /** Ends on Ctrl-C, SIGTERM, a closed terminal, and on the death of the process that started us. */
  listen(): void {
    const end = (code: number) => void this.begin().then(() => process.exit(code))
    process.on('SIGINT', () => end(130))
    process.on('SIGTERM', () => end(143))
    process.on('SIGHUP', () => end(129))
    process.on('disconnect', () => end(143))
  }

  begin(): Promise<void> {
    return (this.#running ??= this.#run())
  }

  get begun(): boolean {
    return this.#running !== null
  }

  async #run(): Promise<void> {
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop()
      } catch (error) {
        console.error(`Something could not be stopped cleanly: ${(error as Error).message}`)
      }
    }
  }
}
