import { create } from 'content-disposition'

/**
 * The header that names a download (RFC 6266, with RFC 8187 for what ASCII cannot say). Control characters are dropped
 * and lone surrogates mended first, so that a name can neither break the header nor throw; path separators become
 * underscores because some browsers cut the name at them.
 */
export function contentDisposition(fileName: string, type: 'attachment' | 'inline'): string {
  const safe = fileName
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what this removes
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
    .replace(/[/\\]/g, '_')
  return create(safe || 'document', { type })
}
