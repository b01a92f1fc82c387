import 'server-only'
import { render } from '@react-email/render'
import type { ReactElement } from 'react'
import type { MessageBody } from '../message'
import { oneLine } from '../one-line'

/** A message out of its template and its text. The subject is one line, whatever names are in it. */
export async function messageOf(subject: string, sheet: ReactElement, text: string): Promise<MessageBody> {
  // The renderer's own is XHTML's, with an address in it that some programs show as a link.
  const html = (await render(sheet)).replace(/^<!DOCTYPE[^>]*>/i, '<!doctype html>')
  return { subject: oneLine(subject), html, text }
}
