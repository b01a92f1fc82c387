import type { Metadata } from 'next'
import { Manual } from '@/components/api-docs/manual'
import { manualOf } from '@/lib/api/openapi/manual'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'API' }

/** The manual of the API, for everybody: made of the same document that programs read. */
export default function ApiDocsPage() {
  return <Manual {...manualOf(env().APP_URL)} />
}
