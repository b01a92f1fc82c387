import { MCP_PATH, protectedResource } from '@/lib/mcp/metadata'
import { route } from '@/lib/route'

export const GET = route({ principal: 'none' }, async () => protectedResource(MCP_PATH))
