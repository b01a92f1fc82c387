import { formatSize } from '@/lib/format/size'
import type { Removed, RemovalPreview } from '@/lib/members/remove-schema'

/** What a removal is about to end, a sentence each. */
export function removalTexts({ documents, trashed, bytes, grants, links, groups, tokens }: RemovalPreview): string[] {
  const texts = [
    documents > 0 &&
      `${count(documents, 'document')} (${formatSize(bytes)}${trashed > 0 ? `, ${trashed.toLocaleString('en')} in Deleted` : ''}) ${documents === 1 ? 'gets' : 'get'} another owner.`,
    grants > 0 &&
      `${count(grants, 'document')} that ${grants === 1 ? 'was' : 'were'} shared with them ${grants === 1 ? 'closes' : 'close'} for them.`,
    links > 0 && `${count(links, 'link')} of theirs into documents of others ${links === 1 ? 'ends' : 'end'}.`,
    groups > 0 && `They leave ${count(groups, 'group')}.`,
    tokens > 0 && `${count(tokens, 'agent token')} of theirs ${tokens === 1 ? 'ends' : 'end'}.`,
  ].filter((text) => text !== false)
  return texts.length > 0 ? texts : ['They own no document, and none is shared with them.']
}

export function removedText(name: string, { documents, urlsKilled, heir, told }: Removed): string {
  const parts = [
    `${name} was removed.`,
    heir && `${count(documents, 'document')} ${documents === 1 ? 'belongs' : 'belong'} to ${heir} now.`,
    urlsKilled > 0 && `${count(urlsKilled, 'issued URL')} ${urlsKilled === 1 ? 'was' : 'were'} killed.`,
    told ? 'A mail tells them.' : `Tell ${heir ? `${heir} and ` : ''}the person.`,
  ]
  return parts.filter(Boolean).join(' ')
}

function count(n: number, one: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`
}
