'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import { documentId } from '@/lib/documents/schema'
import { changeLink as change } from '@/lib/sharing/links/change'
import { createLink as create } from '@/lib/sharing/links/create'
import { extendLink as extend } from '@/lib/sharing/links/extend'
import { listLinks as list } from '@/lib/sharing/links/list'
import { regenerateLink as regenerate } from '@/lib/sharing/links/regenerate'
import { changeLinkInput, createLinkInput, extendLinkInput, linkId, switchLinkInput } from '@/lib/sharing/links/schema'
import { switchLink as turn } from '@/lib/sharing/links/switch'
import { revoke } from '@/lib/sharing/revoke'

export const listLinks = action(z.object({ documentId }), (input, principal) => list(principal, input.documentId))

export const createLink = action(createLinkInput, (input, principal) => create(principal, input))

export const changeLink = action(changeLinkInput, async (input, principal) => {
  await change(principal, input)
  return null
})

export const extendLink = action(extendLinkInput, async ({ linkId: id, expiresAt }, principal) => {
  await extend(principal, id, expiresAt)
  return null
})

export const regenerateLink = action(z.object({ linkId }), ({ linkId: id }, principal) => regenerate(principal, id))

export const switchLink = action(switchLinkInput, async ({ linkId: id, disabled }, principal) => {
  await turn(principal, id, disabled)
  return null
})

export const deleteLink = action(z.object({ linkId }), ({ linkId: id }, principal) =>
  revoke(principal, [{ kind: 'LINK', id }]),
)
