import Link from 'next/link'
import type { Manual } from '@/lib/api/openapi/manual'
import { CodeBlock } from './code-block'
import { Prose } from './prose'

export function FirstSteps({ url, version, introduction }: Pick<Manual, 'url' | 'version' | 'introduction'>) {
  const mcp = new URL('/api/mcp', url).href
  const request = `TOKEN=cs_agent_…\ncurl -H "Authorization: Bearer $TOKEN" '${url}/documents'`
  return (
    <section id="start" aria-labelledby="title" className="grid max-w-3xl gap-4">
      <h1 id="title">The API</h1>
      <Prose text={introduction} />
      <CodeBlock label="A first request" text={request} />
      <p className="text-ink-2">
        Make a token on your{' '}
        <Link href="/account" className="text-seal underline underline-offset-2">
          account page
        </Link>
        . For programs, all of this is{' '}
        <a href={`${url}/openapi.json`} className="text-seal underline underline-offset-2">
          one OpenAPI 3.1 document
        </a>
        , version {version}. Programs that speak MCP connect to <code className="break-all">{mcp}</code> with the same
        token.
      </p>
    </section>
  )
}
