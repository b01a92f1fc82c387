import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { migrationAdapter } from './adapter.ts'

type Bindings = typeof bindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void }

let ready = false

// The engine reports a panic through this global before it traps.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message: (message: string) => console.error(`The schema engine broke down: ${message}`),
  },
})

/**
 * Runs something with Prisma's schema engine as WebAssembly: the same Rust code as the binary that `prisma migrate`
 * downloads, without the download.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  if (!ready) await instantiate()
  const adapter = migrationAdapter(databaseUrl)
  const factory = bindMigrationAwareSqlAdapterFactory(adapter.factory)
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory)
  try {
    return await use(engine)
  } finally {
    engine.free()
    // The engine leaves its connections open.
    await adapter.close()
  }
}

async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm')
  const imports = Object.fromEntries(
    Object.entries(bindings).map(([name, value]) => [name, withoutWaiting(name, value)]),
  )
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': imports })
  ;(bindings as Bindings).__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  ready = true
}

// The engine never clears the ten-second timer with which it bounds its wait for the advisory lock, and the process would
// stay for it.
function withoutWaiting(name: string, value: unknown): WebAssembly.ImportValue {
  if (!name.startsWith('__wbg_setTimeout_')) return value as WebAssembly.ImportValue
  return (...args: unknown[]) => {
    const timer = (value as (...args: unknown[]) => NodeJS.Timeout)(...args)
    timer.unref()
    return timer
  }
}
