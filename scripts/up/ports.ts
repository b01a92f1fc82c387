import { createServer } from 'node:net'
import { choosePorts, portIsFree, type EnginePorts } from '../engines/ports.ts'
import { refusal } from '../serve/listen.ts'
import type { Addresses } from './address.ts'
import { saveSecrets, type Secrets } from './secrets.ts'

/** Names who has the app's port, before anything else is started. */
export async function requireFreePort({ port, listen }: Addresses): Promise<void> {
  for (const host of listen.filter((address) => address !== '::1')) await tryPort(port, host)
}

function tryPort(port: number, host: string): Promise<void> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, port, host)))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()))
  })
}

/** The engines' ports: those of last time where they are free, else new ones, which are remembered. */
export async function enginePorts(dataDir: string, secrets: Secrets): Promise<EnginePorts> {
  const free: Partial<EnginePorts> = {}
  for (const [name, port] of Object.entries(secrets.ports) as [keyof EnginePorts, number][]) {
    const twin = name === 'postgres' || (await portIsFree(port + 10_000))
    if (twin && (await portIsFree(port))) free[name] = port
  }
  const ports = await choosePorts(free)
  if (JSON.stringify(ports) !== JSON.stringify(secrets.ports)) saveSecrets(dataDir, Object.assign(secrets, { ports }))
  return ports
}
