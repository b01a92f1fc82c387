'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { prepareRevocation as prepare } from '@/lib/sharing/bulk/prepare'
import { progressOf, startRevocation as start } from '@/lib/sharing/bulk/start'
import { listWays as list } from '@/lib/sharing/ways/list'
import { waySelection, waysQuery } from '@/lib/sharing/ways/schema'

// For members and administrators alike: the principal decides what of it is theirs.

const revocationId = z.object({ id: z.uuid() })

export const listWays = action(waysQuery, (query, principal) => list(principal, query))

export const prepareRevocation = action(waySelection, (selection, principal) => prepare(principal, selection))

export const startRevocation = action(revocationId, ({ id }, principal) => start(principal, id))

export const revocationProgress = action(revocationId, ({ id }, principal) => progressOf(principal, id))
