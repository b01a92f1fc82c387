import 'server-only'
import type { z } from 'zod'
import type { AgentPrincipal } from '../auth/principal'
import type { Scope } from '../auth/scopes'

/** What clients are told of a tool beside its schemas, to decide whether a person is asked first. */
export type Hints = {
  readOnlyHint: boolean
  /** Only of tools that change something: whether it takes something away. */
  destructiveHint?: boolean
  /** Only of tools that change something: whether doing it twice is doing it once. */
  idempotentHint?: boolean
  /** Whether it reaches people or systems outside this installation. */
  openWorldHint: boolean
}

export type Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> = {
  name: string
  title: string
  description: string
  scope: Scope
  input: Input
  output: Output
  hints: Hints
  /** `request` is the one that the call came with: who waits for something is asked again by it. */
  run: (principal: AgentPrincipal, input: z.output<Input>, request: Request) => Promise<z.input<Output>>
}

/** A tool whose schemas are known only to itself. */
export type AnyTool = Omit<Tool, 'run'> & {
  run: (principal: AgentPrincipal, input: unknown, request: Request) => Promise<Record<string, unknown>>
}

/** Keeps the schemas' types for `run`, and forgets them for those who hold many tools. */
export function tool<Input extends z.ZodObject, Output extends z.ZodObject>(it: Tool<Input, Output>): AnyTool {
  // A misspelt argument is refused rather than ignored: it may have been the password.
  return { ...it, input: it.input.strict() } as unknown as AnyTool
}
