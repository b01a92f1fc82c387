import { escapeHtml, oneLine, page } from '../html'
import type { MessageBody } from '../message'

type Transferred = { fileName: string; newOwner: string; administrator: string; keepsEditing: boolean }

/** Tells an owner that an administrator gave their document to somebody else. */
export function transferredMessage({ fileName, newOwner, administrator, keepsEditing }: Transferred): MessageBody {
  return sentences(`“${fileName}” has another owner`, [
    `${administrator}, an administrator, made ${newOwner} the owner of “${fileName}”, which was yours.`,
    keepsEditing
      ? 'You can go on changing it.'
      : 'You cannot open it any more, unless the new owner shares it with you.',
  ])
}

type Inherited = { formerOwner: string; documents: number; administrator: string; documentsUrl: string }

/** Tells an heir what they got. */
export function inheritedMessage({ formerOwner, documents, administrator, documentsUrl }: Inherited): MessageBody {
  return sentences(`You own documents of ${formerOwner} now`, [
    `${administrator}, an administrator, removed ${formerOwner} and made you the owner of ${count(documents)}.`,
    `You find them at ${documentsUrl}`,
  ])
}

type Removed = { administrator: string; documents: number; heir: string | null; host: string }

/** Tells a person that they were removed, and what became of what they had. */
export function removedMessage({ administrator, documents, heir, host }: Removed): MessageBody {
  return sentences(`You were removed from Countersign at ${host}`, [
    `${administrator}, an administrator, removed you. Your name and address were erased there, and you cannot sign in any more.`,
    ...(heir ? [`The owner of your ${count(documents)} is ${heir} now.`] : []),
    'What was shared with you there is closed, and URLs that you were handed do not work any more.',
  ])
}

function sentences(subject: string, lines: readonly string[]): MessageBody {
  const html = page(subject, lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n'))
  return { subject: oneLine(subject), html, text: `${lines.map(oneLine).join('\n\n')}\n` }
}

function count(documents: number): string {
  return documents === 1 ? '1 document' : `${documents.toLocaleString('en')} documents`
}
