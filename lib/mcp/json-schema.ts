import 'server-only'
import { z } from 'zod'

/**
 * A tool's schema as clients read it: JSON Schema 2020-12 without references, since not every client follows them.
 * What it describes is what `io` side of a transformation the client sees.
 */
export function jsonSchemaOf(schema: z.ZodObject, io: 'input' | 'output'): { type: 'object'; [key: string]: unknown } {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, metadata: WITHOUT_IDS, override })
  return { ...rest, type: 'object' }
}

/** A format says it in a word; the pattern that zod writes beside it is long, and more than some providers of models take. */
function override({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern
}

/** An id makes a component of the OpenAPI document out of a schema; here it would make a reference. */
class WithoutIds extends z.core.$ZodRegistry<Record<string, unknown>> {
  override get(schema: z.core.$ZodType) {
    const { id: _, ...rest } = z.globalRegistry.get(schema) ?? {}
    return rest
  }
}
const WITHOUT_IDS = new WithoutIds()
