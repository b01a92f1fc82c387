import { defineConfig, type OxlintOverride } from 'oxlint'

/**
 * The floors of lib, lowest first. A module imports from its own floor and from those below, never upwards
 * (CONTRIBUTING, “Layout”). A name stands for a folder or for a file.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['env', 'errors', 'fault-point', 'shared', 'redact', 'log', 'format', 'cursor'],
  ['storage', 'db'],
  ['auth', 'live', 'audit', 'jobs', 'delivery', 'failure', 'scan', 'quotas'],
  [
    'documents',
    'members',
    'groups',
    'mail',
    'organisation',
    'readiness',
    'action',
    'route',
    'problem',
    'json-body',
    'same-origin',
    'content-security',
  ],
  ['uploads', 'sharing', 'mailings', 'agents'],
  ['api'],
  ['mcp'],
  ['testing'],
]

/** What runs in the browser and knows neither React nor the server. */
const BROWSER_ENGINE = 'upload-client'

const NEVER_UP = 'lib never imports the app or its components.'
const appAndComponents = {
  group: ['@/app/**', '**/../app/**', '@/components/**', '**/../components/**'],
  message: NEVER_UP,
}

/** Every way to write an import of these modules of lib, from a folder of lib or from a file beside them. */
function ways(names: readonly string[], from: 'folder' | 'file' = 'folder'): string[] {
  const roots = from === 'folder' ? ['@/lib/', '../', '../../'] : ['@/lib/', './']
  return names.flatMap((name) => roots.flatMap((root) => [root + name, `${root}${name}/**`]))
}

function forbid(
  files: string[],
  ...patterns: { group: string[]; message: string; allowTypeImports?: boolean }[]
): OxlintOverride {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

const floors = FLOORS.flatMap((names, floor) => {
  const above = FLOORS.slice(floor + 1).flat()
  const upwards = (from: 'folder' | 'file') => ({
    group: ways(above, from),
    message: 'Floors import downwards only (CONTRIBUTING, “Layout”).',
  })
  const inFolders = names.map((name) => `lib/${name}/**`)
  const asFiles = names.map((name) => `lib/${name}.ts`)
  if (above.length === 0) return [forbid([...inFolders, ...asFiles], appAndComponents)]
  return [forbid(inFolders, appAndComponents, upwards('folder')), forbid(asFiles, appAndComponents, upwards('file'))]
})

const browserEngine = forbid([`lib/${BROWSER_ENGINE}/**`], appAndComponents, {
  group: [...ways(FLOORS.slice(1).flat()), '!../uploads/schema', '!../../uploads/schema', '!../uploads/limits'],
  message: 'The upload engine knows no server: of lib it may import the schema and the limits of uploads.',
})

const components = forbid(
  ['components/**'],
  {
    group: ['@/app/**', '!@/app/**/actions', '!@/app/**/*-actions'],
    message: 'A component calls actions and imports nothing else of the app.',
  },
  {
    group: ways(['db', 'storage', 'audit', 'jobs', 'delivery', 'live', 'testing']),
    message: 'Components get data as props.',
  },
  {
    group: ['@/lib/**/schema', '@/lib/**/*-schema'],
    allowTypeImports: true,
    message: 'A schema brings its parser into the browser: import types of it, and constants from a file beside it.',
  },
)

const app = forbid(['app/**'], {
  group: ['@/lib/testing/**', '@/e2e/**', '@/scripts/**'],
  message: 'This is for tests and scripts.',
})

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'nextjs', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  env: { builtin: true, node: true, browser: true },
  ignorePatterns: ['lib/generated/**', '.next*/**', 'node_modules/**', 'next-env.d.ts'],
  rules: {
    'no-console': 'error',
    'no-restricted-properties': [
      'error',
      {
        object: 'process',
        property: 'env',
        message: 'lib/env.ts alone reads the environment.',
      },
    ],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': [
      'error',
      {
        checksVoidReturn: {
          attributes: false,
        },
      },
    ],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'off',
    'import/no-cycle': 'error',
    eqeqeq: 'error',
    'react/react-in-jsx-scope': 'off',
    'no-await-in-loop': 'off',
    'import/no-unassigned-import': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    'jsx-a11y/no-redundant-roles': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    'jsx-a11y/no-interactive-element-to-noninteractive-role': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'oxc/no-map-spread': 'off',
    'unicorn/prefer-add-event-listener': 'off',
    'unicorn/no-array-reverse': 'off',
    'typescript/consistent-return': 'off',
    'jsx-a11y/no-autofocus': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/expect-expect': 'off',
    'vitest/no-conditional-expect': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
    'promise/always-return': 'off',
    'no-control-regex': 'off',
    'vitest/valid-expect': 'off',
    'react/no-array-index-key': 'off',
  },
  overrides: [
    ...floors,
    browserEngine,
    components,
    app,
    {
      files: [
        'scripts/**',
        'bench/**',
        'e2e/**',
        '*.config.ts',
        '*.config.mjs',
        'lib/env.ts',
        '**/*.test.ts',
        'lib/testing/**',
        'instrumentation.ts',
      ],
      rules: { 'no-restricted-properties': 'off' },
    },
    // What njs knows of the language: no catch without a name. Its settings come from nginx's environment.
    {
      files: ['edge/*.js'],
      rules: { 'no-restricted-properties': 'off', 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
    },
    { files: ['edge/test-edge.ts'], rules: { 'no-restricted-properties': 'off' } },
    { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
    { files: ['**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  ],
})
