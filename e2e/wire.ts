import type { Page } from '@playwright/test'

export type SentForm = { url: string; fields: Map<string, string> }

/** Collects the forms that this page sends to the store, read off the wire, from now on. */
export async function formsSentTo(store: string, page: Page): Promise<SentForm[]> {
  const forms: SentForm[] = []
  const devtools = await page.context().newCDPSession(page)
  const collect = async (requestId: string, url: string) => {
    const { postData } = await devtools.send('Network.getRequestPostData', { requestId })
    forms.push({ url, fields: fieldsOf(postData) })
  }
  devtools.on('Network.requestWillBeSent', ({ requestId, request: { method, url } }) => {
    if (method === 'POST' && url.startsWith(store)) void collect(requestId, url)
  })
  await devtools.send('Network.enable')
  return forms
}

function fieldsOf(body: string): Map<string, string> {
  const field = /name="([^"]+)"\r\n\r\n([^\r]*)\r\n/g
  return new Map([...body.matchAll(field)].map(([, name = '', value = '']) => [name, value]))
}

/** Sends a form as anybody could who saw it, with changes and with other bytes. Answers the store's status. */
export async function sendAgain(
  { url, fields }: SentForm,
  changes: Record<string, string>,
  bytes: string,
): Promise<number> {
  const body = new FormData()
  for (const [name, value] of new Map([...fields, ...Object.entries(changes)])) body.append(name, value)
  body.append('file', new Blob([bytes]))
  return (await fetch(url, { method: 'POST', body })).status
}
