import type { Schema } from '@/lib/api/openapi/document'

/** What a value must keep to, beyond its type; empty when there is nothing. */
export function boundsOf(schema: Schema): string {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema
  return [
    range(minLength, maxLength, 'characters'),
    range(minimum, maximum, ''),
    range(minItems, maxItems, 'entries'),
    schema.default === undefined ? '' : `Without it ${JSON.stringify(schema.default)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function range(least: number | undefined, most: number | undefined, of: string): string {
  const end = of ? ` ${of}.` : '.'
  if (least !== undefined && most !== undefined) return `${least} to ${most}${end}`
  if (most !== undefined) return `At most ${most}${end}`
  return least ? `At least ${least}${end}` : ''
}
