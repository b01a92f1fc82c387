export const dynamic = 'force-dynamic'

/** The process answers. Whether it can do its work is what /api/ready says. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}
