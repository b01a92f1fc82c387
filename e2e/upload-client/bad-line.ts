import { connect, createServer, type Server, type Socket } from 'node:net'
import { listen } from './listen.ts'

/** A TCP line to a port that can break or go dead. Chromium's own switches leave uploads in flight alone. */
export class BadLine {
  readonly server: Server
  /** Break the next connections after so many bytes went up. */
  readonly breaks: number[] = []
  /** Stop taking bytes after so many, without a word. */
  deadAfter = Infinity
  #off = false
  readonly #sockets = new Set<Socket>()

  constructor(port: number) {
    this.server = createServer((browser) => {
      if (this.#off) return browser.on('error', () => undefined).resetAndDestroy()
      const store = connect(port, '127.0.0.1')
      for (const socket of [browser, store]) this.#sockets.add(socket.on('error', () => socket.destroy()))
      let up = 0
      browser.on('data', (chunk) => {
        up += chunk.length
        const limit = this.breaks[0]
        if (limit !== undefined && up > limit) {
          this.breaks.shift()
          browser.resetAndDestroy()
          store.destroy()
        } else if (up > this.deadAfter) browser.pause()
        else if (!store.write(chunk)) {
          browser.pause()
          store.once('drain', () => browser.resume())
        }
      })
      store.pipe(browser)
      browser.once('close', () => store.destroy())
    })
  }

  /** Breaks all connections there are; new ones work. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
    this.#sockets.clear()
  }

  /** Breaks all connections there are, and every new one. Chromium itself tries once more what it had on an old one. */
  switchOff(): void {
    this.#off = true
    this.cut()
  }

  switchOn(): void {
    this.#off = false
  }

  listen(): Promise<number> {
    return listen(this.server)
  }

  close(): void {
    this.server.close()
    for (const socket of this.#sockets) socket.destroy()
  }
}
