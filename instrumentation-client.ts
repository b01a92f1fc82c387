import { config } from 'zod/v4/core'

// Before its first parse zod tries whether `new Function` works. Our policy forbids it, and the browser would report each
// try as a violation.
config({ jitless: true })
