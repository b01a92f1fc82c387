import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bindToParent } from '../engines/process.ts'
import { root } from '../root.ts'
import { ensureChromium } from './chromium.ts'
import { ensurePython } from './python.ts'
import { ensureNginx } from './nginx.ts'
import { tallyPlaywright, tallyVitest, type Tally } from './tally.ts'

const bin = (name: string) => join(root, 'node_modules', '.bin', name)

export type SuiteName = 'format' | 'lint' | 'types' | 'unit' | 'integration' | 'e2e' | 'long'

/** What `npm test` is made of. A check counts as one test. */
export const suites: Record<SuiteName, () => Promise<Tally>> = {
  format: () => check('oxfmt', '--check'),
  lint: () => check('oxlint', '--type-aware', '--deny-warnings'),
  types: async () => {
    // Next's own types (routes, images) first; its output only says so.
    const made = await command(['next', 'typegen'], {})
    return made === 0 ? check('tsc', '--noEmit') : { passed: 0, failed: 1 }
  },
  unit: () => vitest('unit'),
  integration: () => {
    // Installing it takes longer than a test may.
    ensureNginx()
    return vitest('integration')
  },
  e2e: () => playwright('e2e'),
  long: () => playwright('long'),
}

async function check(name: string, ...args: string[]): Promise<Tally> {
  const passed = (await command([name, ...args], {})) === 0
  return { passed: Number(passed), failed: Number(!passed) }
}

function vitest(project: string): Promise<Tally> {
  return withReport(async (file) => {
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    return tallyVitest(file, await command(['vitest', ...args], {}))
  })
}

function playwright(project: string): Promise<Tally> {
  ensureChromium()
  ensurePython()
  ensureNginx()
  return withReport(async (file) =>
    tallyPlaywright(
      file,
      await command(['playwright', 'test', `--project=${project}`, '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      }),
    ),
  )
}

async function withReport(use: (file: string) => Promise<Tally>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-report-'))
  try {
    return await use(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs one of the project's tools and gives its exit code. It ends with us, however we end. */
async function command([name, ...args]: string[], env: Record<string, string>): Promise<number> {
  const [file, ...rest] = bindToParent([bin(name!), ...args], 'SIGTERM')
  const child = spawn(file!, rest, { cwd: root, stdio: ['pipe', 'inherit', 'inherit'], env: { ...cleanEnv(), ...env } })
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** Tests bring their own settings: those of a person's `.env` or shell must not leak in. And they run on the pinned Node. */
function cleanEnv(): NodeJS.ProcessEnv {
  const foreign =
    /^(APP_URL|API_|PORT|DATA_DIR|DATABASE_URL|S3_|STORAGE_|STORE_|NEXTAUTH_|AUDIT_|NEXT_|ADMIN_|OIDC_|TRUSTED_|DOWNLOAD_URL|DELIVERY|EDGE|CLOUDFRONT_|MAX_UPLOAD|RECONCILE_|CLAMD_|UPLOAD_|MULTIPART_|SMTP_|MAIL_|LOG_LEVEL|FAULT_POINT|NODE_ENV|AWS_)/
  const unset = Object.keys(process.env).filter((name) => foreign.test(name))
  const PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`
  return { ...process.env, ...Object.fromEntries(unset.map((name) => [name, undefined])), PATH }
}
