// A rosette between two bundles of waves, as on banknotes. Coordinates are relative and rounded to tenths, which keeps
// the drawing of a card under 40 kB.

export const HEIGHT = 112
const MIDDLE = HEIGHT / 2
const STEP = 3

type Point = readonly [x: number, y: number]

/** The waves of a band of this width, as the `d` of one path each. */
export function wavePaths(width: number, count = 16): string[] {
  return Array.from({ length: count }, (_, k) => {
    const height = (x: number) =>
      MIDDLE + Math.sin(x / 34 + k * 0.2) * (34 - k) + Math.sin(x / 11 - k * 0.39) * (7 + k * 0.5)
    return toPath(Array.from({ length: Math.ceil(width / STEP) + 1 }, (__, i) => [i * STEP, height(i * STEP)]))
  })
}

/** The rings of the rosette: 8.5 petals a turn, so each line closes after two turns with 17. */
export function rosettePaths(centre: number, count = 10): string[] {
  return Array.from({ length: count }, (_, k) => {
    const points = Array.from({ length: 720 / STEP + 1 }, (__, i): Point => {
      const angle = (i * STEP * Math.PI) / 180
      const radius = 40 - k * 1.7 + 9 * Math.cos(angle * 8.5 + k * 0.3)
      return [centre + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle)]
    })
    return toPath(points)
  })
}

function toPath(points: readonly Point[]): string {
  let [lastX, lastY, path] = [0, 0, '']
  for (const [x, y] of points) {
    // Against the rounded position, or the errors of the steps would add up.
    const [dx, dy] = [round(x - lastX), round(y - lastY)]
    ;[lastX, lastY] = [round(lastX + dx), round(lastY + dy)]
    path += path === '' ? `M${dx} ${dy}l` : ` ${dx} ${dy}`
  }
  return path.replaceAll('l ', 'l').replaceAll(' -', '-').replaceAll(/\b0\./g, '.')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
