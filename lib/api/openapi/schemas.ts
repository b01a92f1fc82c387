import { z } from 'zod'
import type { Schema } from './document'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Turns zod's schemas into those of the document. What has a `.meta({ id })` becomes a component, once. */
export class Schemas {
  readonly components: Record<string, Schema> = {}

  /**
   * `input`: as a client sends it; `output`: as we answer.
   * @throws when two schemas claim one id, or one is another thing when it is sent than when it is answered
   */
  of(schema: z.ZodType, io: 'input' | 'output'): Schema {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io, override: io === 'input' ? bounded : opened })
    for (const [name, found] of Object.entries($defs)) this.#add(name, moved(found))
    return moved(root)
  }

  #add(name: string, found: Schema): void {
    const known = (this.components[name] ??= found)
    if (JSON.stringify(known) !== JSON.stringify(found)) throw new Error(`Two schemas have the id ${name}.`)
  }
}

/** Clients must be able to live with a field that comes later, so the objects that we answer are never said to be closed. */
function opened(at: { jsonSchema: JsonSchema }): void {
  if (at.jsonSchema.additionalProperties === false) delete at.jsonSchema.additionalProperties
  bounded(at)
}

/** Without the bounds that every whole number in JavaScript has. */
function bounded({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** With references to components, where zod refers to its own `$defs`. */
function moved(schema: JsonSchema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Schema
}
