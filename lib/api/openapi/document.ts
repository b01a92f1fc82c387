/** The parts of OpenAPI 3.1.1 that the document uses (spec.openapis.org/oas/v3.1.1). */
export type OpenApi = {
  openapi: '3.1.1'
  info: { title: string; version: string; summary: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, ApiResponse>
    headers: Record<string, Header>
    parameters: Record<string, Parameter>
    securitySchemes: Record<string, object>
  }
}

export type Ref = { $ref: string }

export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters: (Parameter | Ref)[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, ApiResponse | Ref>
}

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: Schema
}

export type ApiResponse = { description: string; headers: Record<string, Header | Ref>; content?: Content }
export type Header = { description: string; schema: Schema }
export type Content = Record<string, { schema: Schema; example?: unknown }>

/** JSON Schema 2020-12, as far as the page reads it. */
export type Schema = {
  $ref?: string
  title?: string
  type?: string | string[]
  description?: string
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  additionalProperties?: Schema | boolean
}
