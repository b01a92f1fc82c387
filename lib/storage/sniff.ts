import { fileTypeFromBuffer } from 'file-type'

/** Types that a browser may run script from. */
const MARKUP = /[/+](xml|x?html(\+xml)?|svg(\+xml)?)$/

/** Enough for every signature that file-type knows, and for the first entries of an office file's ZIP directory. */
export const SNIFF_BYTES = 64 * 1024

/**
 * The content type by the bytes themselves. The declared type and the file's name are never asked: they are the
 * uploader's word. Text of any kind (HTML, SVG and scripts among it) is `text/plain`, so nothing that runs is ever
 * served as what it is.
 */
export async function sniff(start: Uint8Array): Promise<string> {
  if (start.length === 0) return 'application/octet-stream'
  const found = await fileTypeFromBuffer(start)
  if (found && !MARKUP.test(found.mime)) return found.mime
  return isText(start) ? 'text/plain' : 'application/octet-stream'
}

function isText(start: Uint8Array): boolean {
  try {
    // `stream: true` forgives a character that the sample cut in two.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    // oxlint-disable-next-line no-control-regex -- control characters tell binary from text
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
  } catch {
    return false
  }
}
