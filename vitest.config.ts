import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const exclude = ['**/node_modules/**', '**/.next*/**', '**/.data*/**', 'e2e/**']
const setupFiles = ['scripts/test/no-noise.ts']

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // The real one throws outside a server component.
      'server-only': join(root, 'scripts/test/server-only.ts'),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, '**/*.int.test.ts'],
          setupFiles,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.int.test.ts'],
          exclude,
          setupFiles,
          globalSetup: ['scripts/test/engines.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // The files share one database and one bucket; what they count must not move under them.
          fileParallelism: false,
        },
      },
    ],
  },
})
