import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { migrationAdapter } from './adapter.ts'

type Bindings = typeof bindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void }

let ready = false

// The engine reports a panic through this global before it traps.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(`The schema engine broke down: ${message}`) },
})

/**
 * Prisma's schema engine as WebAssembly: the same Rust code as the binary that `prisma migrate` downloads, without the
 * download. Free it when done.
 */
export async function schemaEngine(databaseUrl: string): Promise<bindings.SchemaEngine> {
  if (!ready) await instantiate()
  const factory = bindMigrationAwareSqlAdapterFactory(migrationAdapter(databaseUrl))
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory)
}

async function instantiate(): Promise<void> {
  const file = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')).replace(/\.js$/, '_bg.wasm')
  const imports = { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports }
  const { instance } = await WebAssembly.instantiate(readFileSync(file), imports)
  ;(bindings as Bindings).__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  ready = true
}
