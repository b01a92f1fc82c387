import type { APIRequestContext, Page } from '@playwright/test'

/** A call of a server action as the browser sent it, without the cookies. */
export type ActionCall = { url: string; headers: Record<string, string>; body: string }

/** Writes down every call of a server action that this page makes from now on. */
export function actionCalls(page: Page): ActionCall[] {
  const calls: ActionCall[] = []
  page.on('request', (request) => {
    const headers = request.headers()
    if (!headers['next-action']) return
    calls.push({ url: request.url(), headers, body: request.postData() ?? '' })
  })
  return calls
}

/** Makes the same call as somebody else; answers what the server says. */
export async function callAs(somebody: APIRequestContext, { url, headers, body }: ActionCall): Promise<string> {
  const answer = await somebody.post(url, { headers, data: body })
  return answer.text()
}
