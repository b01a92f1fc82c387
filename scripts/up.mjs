import { continueWith, ensureInstalled } from './install.mjs'

ensureInstalled()
continueWith('scripts/up/main.ts', process.argv.slice(2))
