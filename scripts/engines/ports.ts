import { createServer } from 'node:net'

// Below the ephemeral range of Linux (32768), with the +10000 of a gRPC twin included, so that a remembered port is not
// taken by an outgoing connection later.
const FIRST = 11_000
const LAST = 22_000

/** Whether something can listen on this port now. */
export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** A free port whose twin 10000 higher is free too: SeaweedFS puts gRPC there. Never one of `taken`. */
export async function freePort(taken: ReadonlySet<number> = new Set(), host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (taken.has(port)) continue
    if ((await portIsFree(port, host)) && (await portIsFree(port + 10_000, host))) return port
  }
  throw new Error(`No free port was found between ${FIRST} and ${LAST}.`)
}

export type EnginePorts = {
  postgres: number
  s3: number
  master: number
  volume: number
  filer: number
  mail: number
  mailPage: number
  edge: number
}

const NAMES = ['postgres', 's3', 'master', 'volume', 'filer', 'mail', 'mailPage', 'edge'] as const

/** Ports for the engines; those in `remembered` are kept. */
export async function choosePorts(remembered: Partial<EnginePorts> = {}): Promise<EnginePorts> {
  const taken = new Set(Object.values(remembered))
  const chosen: Partial<EnginePorts> = { ...remembered }
  for (const name of NAMES) {
    chosen[name] ??= await freePort(taken)
    taken.add(chosen[name])
  }
  return chosen as EnginePorts
}
