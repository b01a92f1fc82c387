import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'
import { root } from './root.ts'

/** Loads `.env` from the checkout. What the process was given wins. */
export function loadDotEnv(): void {
  const file = join(root, '.env')
  if (existsSync(file)) loadEnvFile(file)
}
