import { expect, test } from 'vitest'
import { HEIGHT, rosettePaths, wavePaths } from './guilloche-paths'

const WIDTH = 460

test('the band is small enough to stand in a page', () => {
  expect([...wavePaths(WIDTH), ...rosettePaths(WIDTH / 2)].join('').length).toBeLessThan(40_000)
})

test('the waves run from edge to edge and stay inside', () => {
  for (const path of wavePaths(WIDTH)) {
    const points = walk(path)
    expect(points[0]?.[0]).toBe(0)
    expect(points.at(-1)?.[0]).toBeGreaterThanOrEqual(WIDTH)
    for (const [, y] of points) expect(y > 0 && y < HEIGHT).toBe(true)
  }
})

test('each ring of the rosette closes', () => {
  for (const path of rosettePaths(WIDTH / 2)) {
    const points = walk(path)
    const [[firstX, firstY], [lastX, lastY]] = [points[0] ?? [0, 0], points.at(-1) ?? [9, 9]]
    expect(Math.hypot(firstX - lastX, firstY - lastY)).toBeLessThan(0.2)
  }
})

/** Reads “M x y l dx dy …” as a browser does. */
function walk(path: string): [number, number][] {
  const numbers = (path.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
  const points: [number, number][] = []
  let [x, y] = [0, 0]
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    x += numbers[i] ?? 0
    y += numbers[i + 1] ?? 0
    points.push([Math.round(x * 10) / 10, Math.round(y * 10) / 10])
  }
  return points
}
