import 'server-only'
import type { Said } from '@/components/link/said'
import { visitorOf, type Visitor } from '@/lib/auth/link-session'
import { AppError, type ErrorCode } from '@/lib/errors'
import { failureOf } from '@/lib/failure'
import { limitedText } from '@/lib/json-body'
import { problem } from '@/lib/problem'
import { assertSameOrigin } from '@/lib/same-origin'
import { onlyLooks } from '@/lib/sharing/gate/looking'

/** An address, a code or a password, with what an encoding makes of them. */
const MAX_FORM_BYTES = 8 * 1024

type Step = { token: string; visitor: Visitor; field: (name: string) => string }
/** Where the browser goes next, with the cookies that it takes along. */
type Next = { to: string; cookies?: string[] }

type RouteContext = { params: Promise<{ token: string }> }

/**
 * Makes the route of one form of a link's page. It answers every browser of our own with 303: to what the work says, or
 * back to the page, which alone tells what the link is. So a dead link's forms answer as those of a token nobody made.
 */
export function linkStep(work: (step: Step) => Promise<Next>) {
  return async (request: Request, { params }: RouteContext): Promise<Response> => {
    const { token } = await params
    try {
      assertSameOrigin(request)
      if (onlyLooks(request.headers)) return seeOther({ to: pageOf(token) })
      const form = new URLSearchParams(await limitedText(request, MAX_FORM_BYTES))
      return seeOther(await work({ token, visitor: visitorOf(request.headers), field: (name) => form.get(name) ?? '' }))
    } catch (error) {
      const requestId = crypto.randomUUID()
      const failure = failureOf(error, { requestId })
      return failure.code === 'WRONG_ORIGIN' ? problem(failure, requestId) : seeOther({ to: pageOf(token, failure) })
    }
  }
}

/** The page of a link, which says why when something went wrong. */
export function pageOf(token: string, failure?: AppError): string {
  const said = failure && wordOf(failure.code)
  return `/s/${encodeURIComponent(token)}${said ? `?said=${said}` : ''}`
}

function wordOf(code: ErrorCode): Said | null {
  switch (code) {
    // The page says what is so now.
    case 'NOT_FOUND':
    case 'CONFLICT':
      return null
    case 'WRONG_CREDENTIALS':
      return 'wrong'
    case 'TOO_MANY':
      return 'too-many'
    case 'BAD_INPUT':
      return 'not-an-address'
    case 'MAIL_OFF':
      return 'no-mail'
    case 'MOVING':
      return 'moving'
    default:
      return 'failed'
  }
}

/** To the page, or to the store, which must not learn the address of the link. */
function seeOther({ to, cookies = [] }: Next): Response {
  const headers = new Headers({
    Location: to,
    'Cache-Control': 'private, no-store',
    'Referrer-Policy': 'no-referrer',
  })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}
