import type { MailValues } from './mail-values'

// In this tab's memory only: a dialog that was closed by a slip must not cost a message that was written.

type Draft = { documentIds: readonly string[]; values: MailValues }

let kept: Draft | null = null

/** The password is typed again: nothing of it stays behind a closed dialog. */
export function keepDraft({ documentIds, values }: Draft): void {
  kept = { documentIds, values: { ...values, password: '' } }
}

export function forgetDraft(): void {
  kept = null
}

/** What was typed for a document before, and not sent. */
export function draftOf(documentId: string | undefined): Draft | null {
  return kept?.documentIds[0] === documentId ? kept : null
}
