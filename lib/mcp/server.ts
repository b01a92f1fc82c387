import 'server-only'
import { McpServer } from '@modelcontextprotocol/server'
import packageJson from '../../package.json'
import type { Call } from './call'
import { callTool } from './call-tool'
import { INSTRUCTIONS } from './instructions'
import { listTools } from './list-tools'
import { listResources, RESOURCE_TEMPLATES } from './resources/list'
import { readResource } from './resources/read'

const INFO = { name: 'countersign', title: 'Countersign', version: packageJson.version }

/**
 * The server of one request. Its lists depend on the token and its errors must be ours, so the SDK’s registries of tools
 * and resources are not used; their handlers are these.
 */
export function serverFor(call: Call): McpServer {
  const { principal } = call
  const mcp = new McpServer(INFO, {
    // Nothing is announced later: no request is remembered once it is answered.
    capabilities: { tools: { listChanged: false }, resources: { listChanged: false } },
    instructions: INSTRUCTIONS,
  })
  const { server } = mcp
  const mayRead = principal.scopes.includes('documents:read')
  server.setRequestHandler('tools/list', () => ({ tools: listTools(principal.scopes) }))
  server.setRequestHandler('tools/call', ({ params }) => callTool(call, params.name, params.arguments))
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: mayRead ? RESOURCE_TEMPLATES : [] }))
  server.setRequestHandler('resources/list', ({ params }) => listResources(call, params?.cursor))
  server.setRequestHandler('resources/read', ({ params }) => readResource(call, params.uri))
  return mcp
}
