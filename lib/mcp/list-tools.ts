import 'server-only'
import type { Tool } from '@modelcontextprotocol/server'
import type { Scope } from '../auth/scopes'
import { jsonSchemaOf } from './json-schema'
import type { AnyTool } from './tool'
import { TOOLS } from './tools/all'

/** Made once: the schemas do not change while the server runs. */
const described = new Map<string, Tool>()

/**
 * The tools that a token's scopes allow. The others are not listed, so that a model spends no turn on what can only be
 * refused; called all the same, each says which scope is missing.
 */
export function listTools(scopes: readonly Scope[]): Tool[] {
  return TOOLS.filter(({ scope }) => scopes.includes(scope)).map(describe)
}

function describe(tool: AnyTool): Tool {
  const { name, title, description, input, output, hints } = tool
  const known = described.get(name)
  if (known) return known
  const made = {
    name,
    title,
    description,
    inputSchema: jsonSchemaOf(input, 'input'),
    outputSchema: jsonSchemaOf(output, 'output'),
    annotations: { title, ...hints },
  } as Tool
  described.set(name, made)
  return made
}
