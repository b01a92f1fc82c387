import 'server-only'
import { ProtocolError, ProtocolErrorCode, type CallToolResult } from '@modelcontextprotocol/server'
import { AppError } from '../errors'
import { assertScope } from '../route'
import type { Call } from './call'
import { toolFailure } from './failure'
import type { AnyTool } from './tool'
import { TOOLS } from './tools/all'

/** Enough to mend a call with; a model that sent a list of a thousand wrong ids needs no thousand sentences. */
const MOST_ISSUES = 5

/**
 * Calls a tool for an agent. Whatever fails is a result that the model reads; only a tool that there is not is an error of
 * the protocol. Results are JSON and nothing around it: what people wrote stays inside its quotes.
 */
export async function callTool(call: Call, name: string, input: unknown): Promise<CallToolResult> {
  const { principal, request, requestId } = call
  const tool = TOOLS.find((one) => one.name === name)
  if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no such tool.')
  try {
    assertScope(principal, tool.scope)
    const answer = tool.output.parse(await tool.run(principal, parseInput(tool, input), request))
    return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: answer }
  } catch (error) {
    return toolFailure(error, { requestId, tool: name })
  }
}

/** Throws BAD_INPUT that names each argument which is wrong: a model has no form that shows it. */
function parseInput({ input: schema }: AnyTool, input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, MOST_ISSUES).map(({ path, message }) => {
    const at = path.join('.')
    return at === '' ? message : `${at}: ${message}`
  })
  throw new AppError('BAD_INPUT', issues.join('\n'))
}
