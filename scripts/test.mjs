import { continueWith, ensureInstalled } from './install.mjs'

ensureInstalled()
continueWith('scripts/test/run.ts', process.argv.slice(2))
