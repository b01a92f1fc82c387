import 'server-only'
import { z } from 'zod'
import { AppError } from '../../errors'

const PREFIX = 'countersign://documents/'

export const DOCUMENT_TEMPLATE = `${PREFIX}{id}`

export const documentUri = (id: string) => PREFIX + id

/** The document of a URI. Throws NOT_FOUND for one that names none. */
export function documentIdOf(uri: string): string {
  const id = z.uuid().safeParse(uri.startsWith(PREFIX) ? uri.slice(PREFIX.length) : '')
  if (!id.success) throw new AppError('NOT_FOUND', `There is no such resource. Documents are ${DOCUMENT_TEMPLATE}.`)
  return id.data
}
