import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'
import { z } from 'zod'
import { clientInfo } from '@/lib/auth/client-info'
import { principalOf } from '@/lib/auth/current'
import { authOptions } from '@/lib/auth/options'
import { AppError } from '@/lib/errors'
import { limitedText } from '@/lib/json-body'
import { route } from '@/lib/route'

const params = z.object({ nextauth: z.array(z.string()).min(1) })

/** What we use of next-auth. Its `_log` would let anybody write into our log. */
const ACTIONS = new Set(['csrf', 'providers', 'signin', 'callback', 'signout'])
const MAX_FORM_BYTES = 16 * 1024

const auth = route({ params, principal: 'none' }, async ({ request, params: { nextauth } }) => {
  const [action = ''] = nextauth
  // next-auth's own answer would trust the token; ours asks the Session row.
  if (action === 'session' && request.method === 'GET') return session(request)
  if (action === 'error') return signInPage(new URL(request.url).searchParams.get('error') ?? 'unknown')
  if (!ACTIONS.has(action)) throw new AppError('NOT_FOUND', 'There is no such page.')
  const body = request.method === 'POST' ? await limitedText(request, MAX_FORM_BYTES) : null
  const bounded = new NextRequest(request.url, { method: request.method, headers: request.headers, body })
  const failures: unknown[] = []
  const options = authOptions(clientInfo(request.headers), (error) => failures.push(error))
  const answer: Response = await NextAuth(bounded, { params: Promise.resolve({ nextauth }) }, options)
  // Without this somebody would be told that they are signed out while their session lives on.
  if (failures.length > 0) throw failures[0]
  // What it calls a wrong configuration is, with ours, a `callbackUrl` that is no address.
  if (answer.status === 500) throw new AppError('BAD_INPUT')
  return answer
})

async function session(request: Request): Promise<object> {
  const principal = await principalOf(request.headers)
  return principal ? { user: { name: principal.name, email: principal.email } } : {}
}

/** next-auth would put the code into the header as it came, line breaks included. */
function signInPage(code: string): Response {
  return new Response(null, { status: 302, headers: { location: `/sign-in?error=${encodeURIComponent(code)}` } })
}

export { auth as GET, auth as POST }
