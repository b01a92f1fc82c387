import 'server-only'
import { ProtocolError, ProtocolErrorCode, type CallToolResult } from '@modelcontextprotocol/server'
import { ERRORS, type AppError, type ErrorCode } from '../errors'
import { failureOf } from '../failure'

/** What a model can do about it, where the sentence was written for a person at a screen. */
const CURES: Partial<Record<ErrorCode, string>> = {
  BAD_INPUT: 'Correct the arguments and call again.',
  SCOPE_MISSING: 'You cannot widen the token: tell the person which scope is missing.',
  NOT_ALLOWED: 'Do not try again: tell the person.',
  OUTSIDE_OFF: 'Do not try again: tell the person, who can share it on the page.',
  NOT_FOUND: 'Take the id from search_documents or who_can_open, or ask the person to share the document.',
  CONFLICT: 'Read it again with get_document before you repeat.',
  QUOTA_EXCEEDED: 'Do not try again: tell the person.',
  MAIL_OFF: 'Share by a link with share_document instead, if the person agrees.',
  TOO_LARGE: 'Use begin_upload for files.',
}

type Said = { code: ErrorCode; message: string; cure?: string; scope?: string; retryAfterSeconds?: number }

function said({ code, message, hints }: AppError): Said {
  const cure = CURES[code]
  return {
    code,
    message,
    ...(cure && { cure }),
    ...(hints.scope && { scope: hints.scope }),
    ...(hints.retryAfter && { retryAfterSeconds: hints.retryAfter }),
  }
}

/** Any error of a tool as a result that its model reads: our sentence and a cure, and nothing else of what went wrong. */
export function toolFailure(error: unknown, context: Record<string, string>): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify(said(failureOf(error, context))) }] }
}

/** The same for a resource, whose answers know no errors of their own: as one of the protocol. */
export function resourceFailure(error: unknown, context: Record<string, string>): ProtocolError {
  const failure = failureOf(error, context)
  const unexpected = ERRORS[failure.code][0] >= 500
  const code = unexpected ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams
  return new ProtocolError(code, failure.message, said(failure))
}
