// Short forms that people know better than the extension itself.
const SHORT: Readonly<Record<string, string>> = {
  DOCX: 'DOC',
  XLSX: 'XLS',
  PPTX: 'PPT',
  JPEG: 'JPG',
  TIFF: 'TIF',
  HTML: 'HTM',
  MPEG: 'MPG',
}

/** The word on a document's glyph, from its name alone: “PDF”, “XLS”; empty without an extension that fits. */
export function kindOf(name: string): string {
  const extension = /[^.\s]\.([a-z0-9]{1,5})$/i.exec(name.trim())?.[1]?.toUpperCase()
  if (!extension) return ''
  const word = SHORT[extension] ?? extension
  return word.length <= 4 ? word : ''
}
