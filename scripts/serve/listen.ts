import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import { portOwner } from '../up/port-owner.ts'

/** Listens on one port of several addresses. An IPv6 loopback that this machine lacks is passed over. */
export async function listen(handler: RequestListener, port: number, hosts: string[]): Promise<Server[]> {
  const servers = await Promise.all(hosts.map((host) => listenOn(handler, port, host)))
  return servers.filter((server) => server !== null)
}

// A port that nobody listens on and that yet is taken is the near end of somebody's connection, or of a server that is
// just ending: it is free again in a moment.
async function listenOn(handler: RequestListener, port: number, host: string, tries = 10): Promise<Server | null> {
  try {
    return await tryToListen(handler, port, host)
  } catch (error) {
    if (!tries || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || portOwner(port))
      throw refusal(error as Error, port, host)
    await sleep(300)
    return listenOn(handler, port, host, tries - 1)
  }
}

function tryToListen(handler: RequestListener, port: number, host: string): Promise<Server | null> {
  const server = createServer(handler)
  // A presigned plan of many files is one short request; what takes longer than this is not a client of ours.
  server.requestTimeout = 60_000
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (host === '::1' && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')) resolve(null)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => resolve(server))
  })
}

/** The sentence for a port that cannot be had. */
export function refusal(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    const owner = portOwner(port)
    return new Problem(
      `Port ${port} is taken${owner ? ` by ${owner}` : ' by another program'}. Stop it, or choose another port: PORT=${port + 1} npm run up`,
    )
  }
  if (error.code === 'EACCES')
    return new Problem(`Port ${port} may only be used by root. Choose one from 1024 on: PORT=3000 npm run up`)
  if (error.code === 'EADDRNOTAVAIL')
    return new Problem(`${host} is not an address of this machine, so nothing can listen there. Check APP_URL.`)
  return error
}
