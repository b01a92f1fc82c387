import type { Cost } from './process-meter.ts'

/** Speeds in MB/s (10⁶ bytes). */
export type Round = {
  curl: number
  floor: number
  ours: number
  proxied: number
  app: Cost
  proxy: Cost
  /** The same file in parts. */
  parts: { floor: number; ours: number; app: Cost }
}

/** A floor this far below curl was not the browser but something else that ran on the machine. */
export const LEAST_FLOOR = 0.8

export function isVoid({ curl, floor }: Round): boolean {
  return floor < LEAST_FLOOR * curl
}

/** The value below which the share `p` of all lies (nearest rank). */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

const round = (value: number, digits: number) => Number(value.toFixed(digits))

/** What the rounds come to: the middle speeds, and the worst of the costs. */
export function summary(rounds: readonly Round[]) {
  const middle = (pick: (one: Round) => number) => percentile(rounds.map(pick), 0.5)
  const worst = (pick: (one: Round) => number) => Math.max(...rounds.map(pick))
  const ours = middle((one) => one.ours)
  const inParts = middle((one) => one.parts.ours)
  return {
    ratio_vs_floor: round(ours / middle((one) => one.floor), 3),
    ratio_vs_proxied: round(ours / middle((one) => one.proxied), 3),
    parts_vs_curl: round(inParts / middle((one) => one.curl), 3),
    parts_vs_floor: round(inParts / middle((one) => one.parts.floor), 3),
    app_bytes: worst((one) => Math.max(one.app.receivedBytes, one.parts.app.receivedBytes)),
    app_rss_growth_mb: round(
      worst((one) => Math.max(one.app.rssGrowthMb, one.parts.app.rssGrowthMb)),
      1,
    ),
    app_cpu_s: round(
      worst((one) => Math.max(one.app.cpuSeconds, one.parts.app.cpuSeconds)),
      2,
    ),
  }
}

/** One line for each strategy of a round. */
export function table({ curl, floor, ours, proxied, app, proxy, parts }: Round): string {
  const rows = [
    ['strategy', 'MB/s', 'received by Node', 'RSS growth', 'CPU'],
    ['curl POST', curl.toFixed(1), '', '', ''],
    ['bare page (floor)', floor.toFixed(1), '', '', ''],
    ['ours', ours.toFixed(1), ...cost(app)],
    ['floor in parts', parts.floor.toFixed(1), '', '', ''],
    ['ours in parts', parts.ours.toFixed(1), ...cost(parts.app)],
    ['through Node', proxied.toFixed(1), ...cost(proxy)],
  ]
  return rows
    .map(([name = '', ...cells]) => name.padEnd(18) + cells.map((cell) => cell.padStart(18)).join(''))
    .join('\n')
}

function cost({ receivedBytes, rssGrowthMb, cpuSeconds }: Round['app']): string[] {
  return [`${receivedBytes.toLocaleString('en')} B`, `${rssGrowthMb.toFixed(1)} MB`, `${cpuSeconds.toFixed(2)} s`]
}
