import 'server-only'
import type { ReadResourceResult } from '@modelcontextprotocol/server'
import type { AgentPrincipal } from '../../auth/principal'
import { rowsById } from '../../documents/list'
import { mint } from '../../documents/mint'
import type { DocumentRow } from '../../documents/schema'
import { AppError } from '../../errors'
import { assertScope } from '../../route'
import type { Call } from '../call'
import { resourceFailure } from '../failure'
import { fetchText, MAX_TEXT_BYTES } from './fetch-text'
import { documentIdOf } from './uri'

/** A document as a resource: its text where it is short text, otherwise what it is and how to get its bytes. */
export async function readResource({ principal, requestId }: Call, uri: string): Promise<ReadResourceResult> {
  try {
    assertScope(principal, 'documents:read')
    const [row] = await rowsById(principal, [documentIdOf(uri)])
    if (!row) throw new AppError('NOT_FOUND')
    const text = isShortText(row) ? await textOf(principal, row) : null
    if (text !== null) return { contents: [{ uri, mimeType: 'text/plain', text }] }
    return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(pointerOf(row)) }] }
  } catch (error) {
    throw resourceFailure(error, { requestId, method: 'resources/read' })
  }
}

/** By its bytes: an uploader’s word for what it is counts nothing here either. */
function isShortText({ status, contentType, size, may }: DocumentRow): boolean {
  return status === 'Ready' && contentType === 'text/plain' && size <= MAX_TEXT_BYTES && (may.download || may.open)
}

/**
 * The second exception to “bytes never pass through the app” (docs/decisions/0070): by the same URL that anybody would be
 * given, so that the ledger and the audit know of it.
 */
async function textOf(principal: AgentPrincipal, { id, may }: DocumentRow): Promise<string | null> {
  const { url } = await mint(principal, id, { disposition: may.download ? 'attachment' : 'inline' })
  return fetchText(url)
}

function pointerOf({ id, name, size, contentType, status }: DocumentRow) {
  const next = status === 'Ready' ? 'Its bytes: get_download_url.' : 'It is not Ready: ask get_document again.'
  return { id, name, size, contentType, status, next }
}
