import { contentDisposition } from './content-disposition'

/** What a browser may open in a tab. Never HTML, SVG or XML: they run script. */
const INLINE_TYPES =
  /^(application\/pdf|image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain)$/

export function mayOpenInline(contentType: string): boolean {
  return INLINE_TYPES.test(contentType)
}

/** The headers that a file is answered with, wherever the answer comes from. */
export function servedAs(file: { fileName: string; contentType: string; inline: boolean }): {
  disposition: string
  type: string
} {
  const inline = file.inline && mayOpenInline(file.contentType)
  return {
    disposition: contentDisposition(file.fileName, inline ? 'inline' : 'attachment'),
    type: file.contentType === 'text/plain' ? 'text/plain; charset=utf-8' : file.contentType,
  }
}
