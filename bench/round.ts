import { execFile } from 'node:child_process'
import { linkSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { bareUpload, type Way } from './bare-page.ts'
import { curlPost } from './curl-post.ts'
import type { Round } from './figures.ts'
import { ourUpload } from './ours.ts'
import { ProcessMeter } from './process-meter.ts'
import type { Track } from './track.ts'

export type TestFile = { path: string; size: number }

/** Every strategy once, one after the other, each starting with a quiet disk. */
export async function runRound(track: Track, { path, size }: TestFile): Promise<Round> {
  const { forms, app } = track
  const speed = (seconds: number) => size / 1e6 / seconds
  await quiet(track)
  const curl = speed(await curlPost(await forms.sign(size), path))
  await quiet(track)
  const floor = speed(await bare(track, { form: await forms.sign(size) }, path))
  await quiet(track)
  const ours = await underNewName(path, (name) => ourUpload(track.page, app.serverPid, name))
  await quiet(track)
  const partsFloor = speed(await bare(track, { parts: await track.inParts.uploads.sign(size) }, path))
  await quiet(track)
  const parts = await underNewName(path, (name) => ourUpload(track.inParts.page, track.inParts.serverPid, name))
  await quiet(track)
  const meter = new ProcessMeter(track.proxyPid)
  meter.start()
  const form = await forms.sign(size)
  const { pathname } = new URL(form.url)
  const proxied = speed(await bare(track, { form: { ...form, url: track.proxyUrl + pathname } }, path))
  return {
    curl,
    floor,
    ours: speed(ours.seconds),
    proxied,
    app: ours.cost,
    proxy: meter.stop(),
    parts: { floor: partsFloor, ours: speed(parts.seconds), app: parts.cost },
  }
}

function bare({ page, bareOrigin }: Track, way: Way, path: string): Promise<number> {
  return bareUpload(page.context(), bareOrigin, way, path)
}

/** Each document has a name of its own, so that its row is known from the last round's. */
async function underNewName<T>(path: string, use: (path: string) => Promise<T>): Promise<T> {
  const link = `${path}-${Date.now()}.bin`
  linkSync(path, link)
  try {
    return await use(link)
  } finally {
    rmSync(link)
  }
}

/** Takes away what the last strategy left, and waits until its bytes are on the disk: else the next one pays for them. */
async function quiet({ forms, inParts, app }: Track): Promise<void> {
  await forms.clear()
  await inParts.uploads.clear()
  const vacuum = await fetch(`http://127.0.0.1:${app.engines.ports.master}/vol/vacuum?garbageThreshold=0.01`)
  if (!vacuum.ok) throw new Error(`The store did not clean up: ${vacuum.status}.`)
  await promisify(execFile)('sync')
}
