import 'server-only'
import { SCOPES } from '../auth/scopes'
import { env } from '../env'

export const MCP_PATH = '/api/mcp'

/**
 * OAuth 2.0 Protected Resource Metadata (RFC 9728) of this installation, or of the resource at `path` in it. No
 * authorization server is named, because there is none: a person makes the token on the account page, and the
 * documentation says how. (§3.2: what has no values is left out.)
 */
export function protectedResource(path: '' | typeof MCP_PATH) {
  const { APP_URL } = env()
  return {
    resource: APP_URL + path,
    resource_name: 'Countersign',
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
    resource_documentation: `${APP_URL}/api/v1/docs`,
  }
}
