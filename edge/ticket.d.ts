type Read = { key: string; expires: number; disposition: string; type: string; id: string }

declare const ticket: {
  read(ticket: string, keys: readonly string[], now: number): Read | null
  same(a: string, b: string): boolean
  keysOf(setting: string | undefined): string[]
  isKey(key: unknown): boolean
}
export default ticket
