/** The production build under test, made by the global set-up. */
export const DIST_DIR = process.env['NEXT_DIST_DIR'] || '.next-e2e'
