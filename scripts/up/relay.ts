import { connect, createServer, type Socket } from 'node:net'
import { refusal } from '../serve/listen.ts'

/**
 * Shows a loopback port at an address of this machine, byte for byte. SeaweedFS itself cannot: told to listen there for
 * S3, it opens a second port there too, whose gRPC lets anybody make themselves an administrator of the store.
 */
export async function relay(host: string, port: number): Promise<() => Promise<void>> {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (outer) => {
    const inner = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true })
    for (const [from, to] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      open.add(from)
      from.once('error', () => to.destroy()).once('close', () => open.delete(from))
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, port, host)))
    server.listen({ port, host, exclusive: true }, resolve)
  })
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
}
