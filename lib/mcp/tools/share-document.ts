import 'server-only'
import { z } from 'zod'
import { grant, toGrant } from '../../api/answers/grant'
import { newLink, toLink } from '../../api/answers/link'
import { createLink as linkContract, giveGrant as grantContract } from '../../api/contracts/sharing'
import type { AgentPrincipal } from '../../auth/principal'
import { AppError } from '../../errors'
import { putGrant } from '../../sharing/grants/give'
import { granteeOf } from '../../sharing/grants/grantee-of'
import { readGrant } from '../../sharing/grants/list'
import { createLink } from '../../sharing/links/create'
import { readLink } from '../../sharing/links/list'
import { tool } from '../tool'

const grantInput = grantContract.body!.strict()
const linkInput = linkContract.body!.strict()

export const shareDocument = tool({
  name: 'share_document',
  title: 'Share a document',
  description:
    'Gives a document to a member or a group of the organisation (`grant`), or makes a link for people outside (`link`): one of the two. Giving again changes the terms. The address of a link is in this answer and nowhere else; whoever has it can open the document within the terms. Links need the organisation’s leave for agents.',
  scope: 'shares:write',
  input: grantContract.params!.extend({
    grant: grantInput.optional().meta({ description: 'To a member, by address or id, or to a group.' }),
    link: linkInput.optional().meta({ description: 'For people outside; `{}` is a link without a gate or an end.' }),
  }),
  output: z.object({ grant: grant.nullable(), link: newLink.nullable() }),
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  run: async (principal, { id, grant, link }) => {
    if (grant && !link) return { grant: await give(principal, id, grant), link: null }
    if (link && !grant) return { grant: null, link: await make(principal, id, link) }
    throw new AppError('BAD_INPUT', 'Give one of grant and link.')
  },
})

async function give(principal: AgentPrincipal, documentId: string, { to, ...terms }: z.output<typeof grantInput>) {
  const grantee = await granteeOf(principal, documentId, to)
  const { grantId } = await putGrant(principal, { documentId, grantee, ...terms })
  const { row } = await readGrant(principal, grantId)
  return toGrant(documentId, row)
}

async function make(principal: AgentPrincipal, documentId: string, terms: z.output<typeof linkInput>) {
  const { linkId, url } = await createLink(principal, { documentId, ...terms })
  return { ...toLink(await readLink(principal, linkId)), url }
}
