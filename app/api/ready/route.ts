import { readiness } from '@/lib/readiness/check'

export const dynamic = 'force-dynamic'

/** 200 when everything that requests need is there; 503 with what is missing otherwise. */
export async function GET(): Promise<Response> {
  const checks = await readiness()
  const ok = Object.values(checks).every(Boolean)
  return Response.json({ ok, ...checks }, { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
