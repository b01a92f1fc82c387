import 'server-only'
import type { ListResourcesResult, Resource, ResourceTemplateType } from '@modelcontextprotocol/server'
import { listPage } from '../../documents/list'
import type { DocumentRow } from '../../documents/schema'
import type { Call } from '../call'
import { resourceFailure } from '../failure'
import { DOCUMENT_TEMPLATE, documentUri } from './uri'

export const RESOURCE_TEMPLATES: ResourceTemplateType[] = [
  {
    uriTemplate: DOCUMENT_TEMPLATE,
    name: 'document',
    title: 'A document',
    description:
      'The content of a document that is text of up to 1 MiB; of any other its name, type and size, and how to get its bytes.',
  },
]

const READY_NEWEST_FIRST = { status: 'READY', sort: 'created', direction: 'desc' } as const

/** The documents that the token may read, the newest first, page by page. Without the scope there are none. */
export async function listResources(
  { principal, requestId }: Call,
  cursor: string | undefined,
): Promise<ListResourcesResult> {
  if (!principal.scopes.includes('documents:read')) return { resources: [] }
  try {
    const { rows, nextCursor } = await listPage(principal, { ...READY_NEWEST_FIRST, cursor })
    return { resources: rows.map(resourceOf), ...(nextCursor && { nextCursor }) }
  } catch (error) {
    throw resourceFailure(error, { requestId, method: 'resources/list' })
  }
}

function resourceOf({ id, name, size, contentType, createdAt }: DocumentRow): Resource {
  return {
    uri: documentUri(id),
    name,
    size,
    ...(contentType && { mimeType: contentType }),
    annotations: { lastModified: createdAt },
  }
}
