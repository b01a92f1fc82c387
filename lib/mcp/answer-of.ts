import 'server-only'
import type { z } from 'zod'
import type { Contract } from '../api/contract'

/** What an operation of REST answers, for the tool that does the same: the two never say a thing in two ways. */
export function answerOf({ id, answers }: Contract, status: number): z.ZodObject {
  const body = answers[status]?.body
  if (body?.type !== 'object') throw new Error(`${id} has no object as its answer ${status}.`)
  return body as z.ZodObject
}
