import 'server-only'
import { getContent } from '../../api/contracts/documents'
import type { AgentPrincipal } from '../../auth/principal'
import { rowsById } from '../../documents/list'
import { mint } from '../../documents/mint'
import { AppError } from '../../errors'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const getDownloadUrl = tool({
  name: 'get_download_url',
  title: 'Get a download URL',
  description:
    'A URL of the bytes of a document. It lives for seconds: fetch it at once, without an Authorization header, and show it to nobody. A document that may only be viewed has one with disposition `inline` alone.',
  scope: 'documents:read',
  input: getContent.params!.extend({ disposition: getContent.query!.shape.disposition }),
  output: answerOf(getContent, 200),
  hints: { readOnlyHint: true, openWorldHint: false },
  run: async (principal, { id, disposition }) => {
    const { url, expiresAt } = await mint(principal, id, { disposition }).catch(async (error: unknown) => {
      throw (await reasonOf(principal, id)) ?? error
    })
    return { url, expiresAt: expiresAt.toISOString() }
  },
})

/** Why there is none of a document that the agent sees; mint has one answer for every reason. */
async function reasonOf(principal: AgentPrincipal, id: string): Promise<AppError | null> {
  const [row] = await rowsById(principal, [id])
  if (!row) return null
  if (row.status !== 'Ready') return new AppError('CONFLICT', `The document is not ready: ${row.status.toLowerCase()}.`)
  if (row.may.download) return null
  const how = row.may.open ? 'Ask with disposition “inline”.' : 'Its type has no view in a browser.'
  return new AppError('NOT_ALLOWED', `This document was shared for viewing only. ${how}`)
}
