import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { cacheDir, root } from '../root.ts'
import { bindToParent } from './process.ts'

/** The release that the module version in storage/go.mod is. */
const VERSION = '4.53'
const OLDEST_GO = 24
const PACKAGE = 'github.com/seaweedfs/seaweedfs/weed'

const cached = join(cacheDir, `seaweedfs-${VERSION}-${process.platform}-${process.arch}`, 'weed')

/** The SeaweedFS binary: from the cache, a fitting one on PATH, or built through the Go module proxy. */
export async function findWeed(step: (what: string) => () => void = () => () => undefined): Promise<string> {
  if (existsSync(cached)) return cached
  if (weedOnPathFits()) return 'weed'
  const done = step(`Building SeaweedFS ${VERSION} (once; about 5 minutes on 2 cores)`)
  await build()
  done()
  return cached
}

function weedOnPathFits(): boolean {
  const { stdout } = spawnSync('weed', ['version'], { encoding: 'utf8' })
  return stdout?.includes(` ${VERSION} `) ?? false
}

async function build(): Promise<void> {
  const [, minor] = /go1\.(\d+)/.exec(goVersion()) ?? []
  // From 1.21 on Go fetches the newer toolchain that go.mod asks for; before it stops at that line with a riddle.
  if (Number(minor ?? 0) < OLDEST_GO)
    throw new Problem(
      `The object store SeaweedFS has to be built once, and there is ${minor ? `only Go 1.${minor}` : 'no Go'} here. ` +
        `Install Go 1.${OLDEST_GO} or newer (https://go.dev/dl), or put \`weed\` ${VERSION} on PATH, ` +
        `or set the S3_* variables to a store of your own.`,
    )
  mkdirSync(cacheDir, { recursive: true })
  const making = mkdtempSync(join(cacheDir, 'making-'))
  try {
    await goBuild(join(making, 'weed'))
    mkdirSync(join(cached, '..'), { recursive: true })
    // Renamed when whole, so that an interrupted build leaves nothing that looks finished.
    renameSync(join(making, 'weed'), cached)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

async function goBuild(output: string): Promise<void> {
  const command = ['go', 'build', '-trimpath', '-ldflags=-s -w', '-o', output, PACKAGE]
  const [file, ...args] = bindToParent(command, 'SIGTERM')
  const child = spawn(file!, args, {
    cwd: join(root, 'storage'),
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: process.env.GOTOOLCHAIN || 'auto' },
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr = (stderr + chunk).slice(-4_000)))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code === 0) return
  if (/no space left/i.test(stderr))
    throw new Problem('The disk is full, so SeaweedFS could not be built. It needs about 4 GB for a while.')
  throw new Problem(
    `SeaweedFS could not be built with ${goVersion()}:\n${stderr.trim().split('\n').slice(-8).join('\n')}`,
  )
}

function goVersion(): string {
  return spawnSync('go', ['version'], { encoding: 'utf8' }).stdout?.trim() ?? ''
}
