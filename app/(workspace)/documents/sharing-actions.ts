'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { documentId } from '@/lib/documents/schema'
import * as change from '@/lib/sharing/grants/change'
import * as grantees from '@/lib/sharing/grants/grantees'
import * as grants from '@/lib/sharing/grants/list'
import * as give from '@/lib/sharing/grants/give'
import { changeGrantInput, giveInput, searchGranteesInput } from '@/lib/sharing/grants/schema'
import { revoke } from '@/lib/sharing/revoke'
import { revokeInput } from '@/lib/sharing/schema'
import * as transfer from '@/lib/sharing/transfer'
import { transferInput } from '@/lib/sharing/transfer-schema'
import * as ways from '@/lib/sharing/ways/who-can-open'

export const listGrants = action(z.object({ documentId }), (input, principal) =>
  grants.listGrants(principal, input.documentId),
)

export const searchGrantees = action(searchGranteesInput, (input, principal) =>
  grantees.searchGrantees(principal, input.documentId, input.query),
)

export const giveGrant = action(giveInput, (input, principal) => give.giveGrant(principal, input))

export const changeGrant = action(changeGrantInput, (input, principal) => change.changeGrant(principal, input))

export const whoCanOpen = action(z.object({ documentId }), (input, principal) =>
  ways.whoCanOpen(principal, input.documentId),
)

export const revokeWays = action(revokeInput, (input, principal) => revoke(principal, input.ways))

export const transferDocument = action(transferInput, (input, principal) => transfer.transferDocument(principal, input))
