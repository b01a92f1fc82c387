import { escapeHtml, oneLine, page } from '../html'
import type { MessageBody } from '../message'

export type Opened = { fileName: string; label: string; at: Date; documentsUrl: string }

/** Tells who gave a link that it was used for the first time. */
export function openedMessage({ fileName, label, at, documentsUrl }: Opened): MessageBody {
  const subject = oneLine(`Opened for the first time: ${fileName}`)
  const link = label ? ` by the link “${label}”` : ' by your link'
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const sentence = (name: string, through: string) => `“${name}” was opened${through} for the first time on ${when}.`
  const where = 'You see and end your links under Share at the document:'
  const html = page(
    subject,
    `<p>${sentence(escapeHtml(fileName), escapeHtml(link))}</p>
<p>${where}<br><a href="${escapeHtml(documentsUrl)}">${escapeHtml(documentsUrl)}</a></p>`,
  )
  const text = `${sentence(oneLine(fileName), link)}\n\n${where}\n${documentsUrl}\n`
  return { subject, html, text }
}
