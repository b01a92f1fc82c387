import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { trimLog } from './log.ts'
import type { EnginePorts } from './ports.ts'
import { startEngine, type Engine } from './process.ts'
import { writeStoreConfig, type StoreConfig } from './store-config.ts'

type SeaweedOptions = {
  weed: string
  dataDir: string
  ports: Omit<EnginePorts, 'postgres'>
  config: StoreConfig
  /** Nothing of it is kept, so it is killed instead of asked. */
  throwaway?: boolean
}

/** Starts SeaweedFS. It takes seconds until it serves: see `untilStoreServes`. */
export function startSeaweed(options: SeaweedOptions): Engine {
  const { dataDir } = options
  const base = join(dataDir, 'store')
  const data = join(base, 'data')
  const tmp = join(base, 'tmp')
  const logFile = join(dataDir, 'store.log')
  // What a killed store had spooled is of no use to anybody.
  rmSync(tmp, { recursive: true, force: true })
  for (const folder of [data, tmp]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  forgetElection(data)
  trimLog(logFile)
  writeStoreConfig(join(base, 'config'), options.config)
  const engine = startEngine({
    name: 'SeaweedFS',
    command: [
      options.weed,
      `-config_dir=${join(base, 'config')}`,
      'server',
      `-dir=${data}`,
      ...flags(options),
      ...sockets(tmp),
    ],
    logFile,
    cwd: join(base, 'config'),
    env: engineEnv(tmp),
    // What it does after two seconds is to wait a quarter of a minute for its own volume server, which it has stopped
    // before, to take a change log that nobody reads. A killed store loses nothing that it acknowledged.
    stopWithin: options.throwaway ? 0 : 3_000,
    orphanSignal: 'SIGKILL',
  })
  void engine.ended.then(() => removeSockets(options.ports))
  return engine
}

/** Its gRPC sockets, which it puts into /tmp whatever TMPDIR says, and leaves there when it is killed. */
function removeSockets(ports: SeaweedOptions['ports']): void {
  for (const name of ['master', 'volume', 'filer', 's3'] as const)
    rmSync(`/tmp/seaweedfs-${name}-grpc-${ports[name] + 10_000}.sock`, { force: true })
}

/** Only the state of the master's election, which would cost half a minute of warm-up; files and index stay. */
function forgetElection(data: string): void {
  for (const name of readdirSync(data))
    if (/^m\d+$/.test(name)) rmSync(join(data, name), { recursive: true, force: true })
}

function flags({ ports }: SeaweedOptions): string[] {
  return [
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-master.port=${ports.master}`,
    `-volume.port=${ports.volume}`,
    `-filer.port=${ports.filer}`,
    `-s3.port=${ports.s3}`,
    '-filer',
    '-s3',
    `-s3.config=s3.json`,
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    '-s3.iam=false',
    '-s3.autoCreateBucket=false',
    '-webdav=false',
    '-master.telemetry=false',
    '-master.electionTimeout=1s',
    '-master.heartbeatInterval=100ms',
    '-master.volumeSizeLimitMB=1024',
    '-volume.max=0',
    '-volume.preStopSeconds=1',
    '-volume.minFreeSpace=1GiB',
    '-filer.disableDirListing',
    '-filer.exposeDirectoryData=false',
    '-filer.saveToFilerLimit=0',
    ...UPLOAD_LIMITS,
  ]
}

// The store spools a POST's body before it checks the signature. A limit on bytes in flight counts what senders declare,
// and a low one on requests is a switch with which strangers turn the store off: a half-sent form holds its place. So only
// the number is bounded, far above what people need; what strangers may send is for the proxy before the store to cap.
const UPLOAD_LIMITS = ['-s3.concurrentFileUploadLimit=4096']

/** The store's local sockets, kept out of everybody's /tmp where the path is short enough for a socket (107 bytes). */
function sockets(tmp: string): string[] {
  const at = (name: string) => join(tmp, `${name}.sock`)
  if (Buffer.byteLength(at('filer')) > 100) return []
  return [`-filer.localSocket=${at('filer')}`, `-s3.localSocket=${at('s3')}`]
}

/** Its own small environment: an AWS_ACCESS_KEY_ID of the caller would become an administrator of the store. */
function engineEnv(tmp: string): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TZ } = process.env
  return Object.assign(Object.create(null), { PATH, HOME, LANG, TZ, TMPDIR: tmp })
}
