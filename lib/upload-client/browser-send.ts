import { post } from './post'
import { put } from './put'
import type { Send } from './send'

export const browserSend: Send = (target, body, options) =>
  target.strategy === 'post' ? post(target, body, options) : put(target, body, options)
