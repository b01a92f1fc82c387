import type { Header, Parameter, Ref } from './document'

/** Statuses that say when it is worth asking again. */
export const RETRY: ReadonlySet<number> = new Set([429, 503])

const text = { type: 'string' }

/** Of answers. */
export const HEADERS: Record<string, Header> = {
  'X-Request-Id': { description: 'Under which the log of the server has more.', schema: { ...text, format: 'uuid' } },
  'RateLimit-Policy': {
    description: 'To tokens: how many requests (`q`) they have in how many seconds (`w`).',
    schema: { ...text, examples: ['"token";q=1200;w=60'] },
  },
  RateLimit: {
    description: 'To tokens: how many requests are left (`r`), and after how many seconds there are more (`t`).',
    schema: { ...text, examples: ['"token";r=1199;t=60'] },
  },
  'Retry-After': { description: 'Seconds until it is worth asking again.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': {
    description: 'What is wrong with the token, and where a client finds out how to get one (RFC 6750, RFC 9728).',
    schema: text,
  },
  'Idempotent-Replayed': {
    description: '`true`: the request was done before under this Idempotency-Key, and this is the answer of then.',
    schema: { ...text, enum: ['true'] },
  },
  ETag: { description: 'Of what was answered: send it back as `If-Match`.', schema: text },
  Location: { description: 'Where what was made can be read.', schema: text },
}

/** Of requests. */
export const PARAMETERS: Record<string, Parameter> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Any text of your own, new for each request. Asked again with the same key within a day, the request is not done again: the first answer comes back.',
    schema: { ...text, pattern: '^[\\x21-\\x7e]{1,255}$', examples: ['6f1c0f0e-upload-of-report'] },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of what you read. If it is another one by now, nothing is done and the answer is 412.',
    schema: text,
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of what you have. If it is still that, the answer is 304.',
    schema: text,
  },
}

export function header(name: string): Record<string, Ref> {
  return { [name]: { $ref: `#/components/headers/${name}` } }
}

export const parameter = (name: string): Ref => ({ $ref: `#/components/parameters/${name}` })

export const EVERY_ANSWER: Record<string, Ref> = {
  ...header('X-Request-Id'),
  ...header('RateLimit-Policy'),
  ...header('RateLimit'),
}
