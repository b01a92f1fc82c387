import { NextResponse, type NextRequest } from 'next/server'
import { PATH_HEADER } from '@/lib/auth/next-path'
import { contentSecurityPolicy } from '@/lib/content-security'
import { env } from '@/lib/env'

// Headers only. Nothing here decides who may do what: pages, actions and routes each ask for themselves.

export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(Buffer.from(crypto.randomUUID()).toString('base64'))
  const headers = new Headers(request.headers)
  // Next reads the nonce for its scripts from the request's policy.
  headers.set('Content-Security-Policy', policy)
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(pageHeaders())) response.headers.set(name, value)
  // What the forms of a link answer may lead to the store, and says for itself how little goes along.
  if (isLinkForm(request)) response.headers.delete('Referrer-Policy')
  return response
}

function isLinkForm({ method, nextUrl }: NextRequest): boolean {
  return method === 'POST' && nextUrl.pathname.startsWith('/s/')
}

function pageHeaders(): Record<string, string> {
  const always = {
    // Also keeps Back after signing out from showing what was there.
    'Cache-Control': 'private, no-store',
    // Under `no-referrer` Chromium sends `Origin: null` with forms, and Next refuses the action.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  }
  return env().APP_URL.startsWith('https://') ? { ...always, 'Strict-Transport-Security': 'max-age=31536000' } : always
}

export const config = {
  // Not the API: its routes set their own headers, and the proxy would hold a copy of every body. Its manual is a page.
  matcher: ['/((?!api/|_next/static/|_next/image$|favicon\\.ico$|icon\\.svg$).*)', '/api/v1/docs'],
}
