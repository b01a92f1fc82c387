/** The production build under test, made by the global set-up. */
export const DIST_DIR = process.env['NEXT_DIST_DIR'] || '.next-e2e'

/** The same in every run, so that a build can be used again. */
export const ACTIONS_KEY = Buffer.alloc(32, 'e2e').toString('base64')
