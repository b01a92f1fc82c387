import { z } from 'zod'

/** A message of ours: one recipient, both forms. */
export const message = z.object({
  /** Becomes the Message-ID, so that a message that went out twice is one to its reader. */
  id: z.string().regex(/^[\w-]+$/),
  to: z.string(),
  /** Stands before the address of MAIL_FROM instead of its own name. */
  fromName: z.string().optional(),
  /** Whom an answer reaches. */
  replyTo: z.string().optional(),
  /** Worth nothing from then on (ISO 8601), and not sent any more. */
  notAfter: z.iso.datetime().optional(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
})
export type Message = z.output<typeof message>
export type MessageBody = Pick<Message, 'subject' | 'text' | 'html'>
