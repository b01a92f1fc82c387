import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../lib/errors.ts'
import type { BegunUpload, FileToUpload, UploadPlan } from '../../lib/uploads/schema.ts'

type FormPlan = Extract<UploadPlan, { strategy: 'post' }>
/** What small files are begun with, and all of them where UPLOAD_STRATEGY says so. */
type BegunForm = Omit<BegunUpload, 'plan'> & { plan: FormPlan | null }
import { root } from '../../scripts/root.ts'
import { DIST_DIR } from './build.ts'

type Manifest = { node: Record<string, { exportedName: string }> }

/** A signed-in person without a browser: the same requests on the wire, for tests in which seconds or numbers count. */
export class WebClient {
  readonly url: string
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  /** `origin` is the server's APP_URL, where `url` is one of several instances. */
  constructor(url: string, origin = url) {
    this.url = url
    this.#origin = origin
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { origin: this.#origin, cookie: this.cookie, ...(init.headers as Record<string, string>) }
    const answer = await fetch(this.url + path, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Answers the status of the last request: 200 when signed in. */
  async signIn(
    { email, password }: { email: string; password: string },
    headers: Record<string, string> = {},
  ): Promise<number> {
    const { csrfToken } = (await (await this.fetch('/api/auth/csrf')).json()) as { csrfToken: string }
    const body = new URLSearchParams({ email, password, csrfToken, json: 'true' })
    const answer = await this.fetch('/api/auth/callback/credentials', { method: 'POST', body, headers })
    await answer.body?.cancel()
    return answer.status
  }

  /** Calls a server action of the documents page as Next's client does. */
  async action<T>(name: string, input: unknown): Promise<Result<T>> {
    const answer = await this.fetch('/documents', {
      method: 'POST',
      headers: {
        'next-action': actionId(name),
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
      },
      body: JSON.stringify([input]),
    })
    const line = /^1:(.*)$/m.exec(await answer.text())?.[1]
    if (answer.status !== 200 || !line) throw new Error(`The action ${name} was answered ${answer.status}.`)
    return JSON.parse(line) as Result<T>
  }

  async begin(...files: FileToUpload[]): Promise<BegunForm[]> {
    const begun = await this.action<BegunForm[]>('beginUploads', { files })
    if (!begun.ok) throw new Error(`beginUploads: ${begun.message}`)
    return begun.data
  }

  /** Signs an upload again. */
  async sign(uploadId: string): Promise<FormPlan> {
    const answer = await this.fetch(`/api/v1/uploads/${uploadId}/sign`, { method: 'POST' })
    if (!answer.ok) throw new Error(`Signing was answered ${answer.status}.`)
    return ((await answer.json()) as { plan: FormPlan }).plan
  }

  /** Brings a text to the store; answers its document's id once the store has it. */
  async upload(text: string, name = 'chaos.txt'): Promise<string> {
    const [begun] = await this.begin({ name, size: Buffer.byteLength(text), type: 'text/plain' })
    const status = await send(begun!.plan!, text)
    if (status !== 201) throw new Error(`The store answered ${status}.`)
    return begun!.documentId
  }
}

/** Sends a form to the store; 0 when there is no answer. */
export async function send(plan: FormPlan, bytes: BlobPart): Promise<number> {
  const form = new FormData()
  for (const [name, value] of Object.entries(plan.fields)) form.append(name, value)
  form.append('file', new Blob([bytes]), 'file')
  const answer = await fetch(plan.url, { method: 'POST', body: form, signal: AbortSignal.timeout(20_000) }).catch(
    () => null,
  )
  await answer?.body?.cancel()
  return answer?.status ?? 0
}

function actionId(name: string): string {
  const { node } = JSON.parse(
    readFileSync(join(root, DIST_DIR, 'server/server-reference-manifest.json'), 'utf8'),
  ) as Manifest
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === name)
  if (!found) throw new Error(`The build has no action ${name}.`)
  return found[0]
}
