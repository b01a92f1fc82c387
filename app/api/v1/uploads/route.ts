import { route } from '@/lib/route'
import { listUnfinished } from '@/lib/uploads/unfinished'

/** One's uploads in parts that can be gone on with: `{uploads}`. */
export const GET = route({}, async ({ principal }) => ({ uploads: await listUnfinished(principal) }))
