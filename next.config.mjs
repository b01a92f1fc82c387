import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = import.meta.dirname
// Tests build into folders of their own, so that they run beside `npm run up` in one checkout.
const distDir = process.env.NEXT_DIST_DIR || '.next'

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // Types are a check of `npm run validate`; a build of the same sources would only repeat it.
  typescript: { ignoreBuildErrors: true, tsconfigPath: tsconfig() },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pg-boss', 'pino', '@aws-sdk/client-s3'],
  // A lockfile further up must not be taken for the project's root.
  turbopack: { root },
  experimental: {
    // The largest input is a drop of 1000 file names (255 characters, 4 bytes each, and as much again around them).
    serverActions: { bodySizeLimit: '2mb' },
  },
}

/** Next writes the folder it builds into into the tsconfig that it is given; only that of `.next` may stand in ours. */
function tsconfig() {
  if (distDir === '.next') return 'tsconfig.json'
  const folder = join('node_modules', '.cache', 'countersign', distDir)
  const file = join(folder, 'tsconfig.json')
  if (!existsSync(join(root, file))) {
    mkdirSync(join(root, folder), { recursive: true })
    const up = '../'.repeat(folder.split('/').length)
    writeFileSync(
      join(root, file),
      JSON.stringify({ extends: `${up}tsconfig.json`, include: [`${up}**/*.ts`, `${up}**/*.tsx`] }),
    )
  }
  return file
}

export default config
