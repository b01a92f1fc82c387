import { Client, StreamableHTTPClientTransport, type CallToolResult } from '@modelcontextprotocol/client'

export const ERAS = ['legacy', 'modern'] as const
export type Era = (typeof ERAS)[number]

/** The official client at an endpoint, with a token; `fetch` may answer without any server. */
export async function connect(
  url: string,
  token: string,
  { era = 'modern', fetch }: { era?: Era; fetch?: typeof globalThis.fetch } = {},
): Promise<Client> {
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy'
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } })
  const headers = { authorization: `Bearer ${token}` }
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers }, ...(fetch && { fetch }) }),
  )
  return client
}

/** What a tool answers; throws when it is an error. */
export async function call<T = Record<string, unknown>>(client: Client, name: string, input: object): Promise<T> {
  const { isError, structuredContent, content } = await callAny(client, name, input)
  if (isError) throw new Error(`${name}: ${JSON.stringify(content)}`)
  return structuredContent as T
}

export type ToolError = { code: string; message: string; cure?: string; scope?: string; retryAfterSeconds?: number }

/** The error that a tool answers; throws when it is none. */
export async function refusal(client: Client, name: string, input: object): Promise<ToolError> {
  const { isError, content } = await callAny(client, name, input)
  const [first] = content
  if (!isError || first?.type !== 'text') throw new Error(`${name} was not refused: ${JSON.stringify(content)}`)
  return JSON.parse(first.text) as ToolError
}

async function callAny(client: Client, name: string, input: object): Promise<CallToolResult> {
  return client.callTool({ name, arguments: input as Record<string, unknown> })
}
