import { parseArgs } from 'node:util'
import { loadDotEnv } from '../dot-env.ts'
import { Problem, run } from '../problem.ts'
import { checkAudit, type Report } from './check.ts'
import { installation } from './installation.ts'

// `npm run audit:verify`: is the audit what was written? 0: it is. 1: it is not, and the first line names where.

await run(async () => {
  const json = asksForJson(process.argv.slice(2))
  loadDotEnv()
  const report = await checkAudit(installation(process.env)).catch(unreadable)
  if (json) console.log(JSON.stringify(report, null, 2))
  else tell(report)
  process.exitCode = report.ok ? 0 : 1
})

function asksForJson(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' } } }).values.json ?? false
  } catch (error) {
    throw new Problem(`${(error as Error).message}. There is only --json (npm run audit:verify -- --json).`)
  }
}

function unreadable(cause: unknown): never {
  const { code, message } = cause as Error & { code?: string }
  if (code === 'ECONNREFUSED')
    throw new Problem(`The database does not answer (${message}). Start it, for example by \`npm run up\`.`, { cause })
  // undefined_table
  if (code === '42P01')
    throw new Problem('The database is of a version without seals. Start this one, or run `npm run migrate:deploy`.', {
      cause,
    })
  throw cause
}

function tell({ ok, rows, waiting, seals, anchors, count, findings }: Report): void {
  if (!ok) {
    for (const { says } of findings) console.log(says)
    if (count > findings.length) console.log(`… and ${count - findings.length} more.`)
    console.log(`\nThe audit is not what was written (${count === 1 ? 'one finding' : `${count} findings`}).`)
    return
  }
  const newest = waiting ? ` The newest ${waiting} wait for the next seal.` : ''
  console.log(`The audit is whole: ${rows} rows in ${seals} seals, ${anchors} anchors agree.${newest}`)
}
