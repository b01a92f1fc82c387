import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/root.ts'
import { ensurePython } from '../scripts/test/python.ts'
import { startApiServer, type ApiServer } from './api-server.ts'
import { expect, signInAs, test } from './fixtures.ts'

// The programs of docs/agents.md, taken out of it and run as they stand there.

const MB = 1024 ** 2
const manual = readFileSync(join(root, 'docs/agents.md'), 'utf8')

function program(language: 'python' | 'ts'): string {
  const [, code] = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(manual) ?? []
  if (!code) throw new Error(`docs/agents.md has no program in ${language}.`)
  return code
}

/** Ends with what it said, or throws with what it complained about. */
function run(file: string, args: string[], cwd: string, env: Record<string, string> = {}): Promise<string> {
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env } })
  let [said, complained] = ['', '']
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  child.stderr.on('data', (data: Buffer) => (complained += data.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${said}${complained}`))))
  })
}

let server: ApiServer
// oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
test.beforeAll(async ({}, { outputDir }) => {
  server = await startApiServer(outputDir)
})
test.afterAll(() => server.stop())

test('the Python of the docs uploads 150 MB in parts and a small form, shares both and takes them back', async ({
  browser,
}, { outputDir }) => {
  test.setTimeout(180_000)
  const python = ensurePython()
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await signInAs(page, server.admin)
  await page.goto('/account')
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('the script of the docs')
  for (const scope of ['documents:read', 'documents:write', 'shares:read', 'shares:write'])
    await dialog.getByRole('checkbox', { name: scope }).check()
  await dialog.getByRole('button', { name: 'Make token' }).click()
  const token = await dialog.getByRole('textbox', { name: 'Token' }).inputValue()
  await context.close()

  mkdirSync(outputDir, { recursive: true })
  writeFileSync(join(outputDir, 'agent.py'), program('python'))
  const chunk = randomBytes(MB)
  for (let n = 0; n < 150; n += 1) writeFileSync(join(outputDir, 'big.bin'), chunk, { flag: 'a' })
  writeFileSync(join(outputDir, 'small.txt'), 'A small one.\n')
  const said = await run(python, ['agent.py', 'big.bin', 'small.txt'], outputDir, {
    COUNTERSIGN_URL: server.url,
    COUNTERSIGN_TOKEN: token,
  })
  for (const [name, sent] of [
    ['big.bin', `multipart, ${150 * MB}`],
    ['small.txt', 'post, 13'],
  ] as const) {
    expect(said).toContain(`${name}: ${sent} bytes sent`)
    expect(said).toMatch(new RegExp(`^${name}: came back with sha256 [0-9a-f]{64}$`, 'm'))
    expect(said).toContain(`${name}: the link answers 200\n`)
    expect(said).toContain(`${name}: the link answers 404 after it was revoked`)
  }
})

test('the TypeScript of the docs is right by types made of the document, and does the same with a person', async () => {
  test.setTimeout(120_000)
  // Inside of the checkout, where what it imports is found.
  const folder = join(root, 'test-results', `typed-client-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const tool = (name: string, ...args: string[]) =>
    run(process.execPath, [join(root, 'node_modules', name), ...args], folder)
  try {
    const document = await fetch(`${server.url}/api/v1/openapi.json`)
    writeFileSync(join(folder, 'openapi.json'), await document.text())
    const hook = join(root, 'scripts/api/typescript-hook.ts')
    const generator = join(root, 'node_modules/openapi-typescript/bin/cli.js')
    await run(process.execPath, ['--import', hook, generator, 'openapi.json', '-o', 'countersign.d.ts'], folder)
    const code = program('ts')
    writeFileSync(join(folder, 'agent.ts'), code)
    const checks = { strict: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: true, types: ['node'] }
    const modules = {
      target: 'es2023',
      module: 'esnext',
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
    }
    const compilerOptions = { ...checks, ...modules }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['agent.ts'] }))
    await tool('typescript/bin/tsc', '-p', '.')
    // And the types do say something.
    writeFileSync(join(folder, 'agent.ts'), code.replace('size: bytes.length', 'sice: bytes.length'))
    await expect(tool('typescript/bin/tsc', '-p', '.')).rejects.toThrow(/'sice' does not exist/)

    writeFileSync(join(folder, 'agent.ts'), code)
    writeFileSync(join(folder, 'small.txt'), 'A small one.\n')
    const said = await run(process.execPath, ['agent.ts', 'small.txt', server.member.email], folder, {
      COUNTERSIGN_URL: server.url,
      COUNTERSIGN_TOKEN: await server.token(),
    })
    expect(said).toContain('ready, the same bytes\n')
    expect(said).toContain(`shared with ${server.member.email} as viewer\n`)
    expect(said).toContain('revoked; once more is answered 404 NOT_FOUND\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
