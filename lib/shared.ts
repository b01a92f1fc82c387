const registry = Symbol.for('countersign.shared')
type Holder = typeof globalThis & { [registry]?: Map<string, unknown> }

/** One instance a process. Next bundles instrumentation and routes apart, so a module's own variable would exist twice. */
export function shared<T>(name: string, make: () => T): T {
  const holder = globalThis as Holder
  const map = (holder[registry] ??= new Map())
  if (!map.has(name)) map.set(name, make())
  return map.get(name) as T
}
