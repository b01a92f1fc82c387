import 'server-only'
import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '../env'

/** What the button on the sign-in page says after “Continue with”; null when no provider is set. */
export function oidcName(): string | null {
  return env().OIDC_ISSUER ? env().OIDC_NAME : null
}

/** The generic OpenID Connect provider of the settings: authorization code flow with PKCE, state and nonce. */
export function oidcProvider(): OAuthConfig<Profile> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env()
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null
  return {
    id: 'oidc',
    name: OIDC_NAME,
    type: 'oauth',
    wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    userinfo: { request: ({ client, tokens }) => claimsOf(client, tokens as VerifiedTokens) },
    profile: (claims) => ({ id: claims.sub ?? '' }),
  }
}

type VerifiedTokens = { access_token?: string; claims(): Profile & { iss: string; sub: string } }
type Client = { issuer: { metadata: { userinfo_endpoint?: string } }; userinfo(accessToken: string): Promise<Profile> }

/** The claims of the verified ID token with those of userinfo, where many providers put the address (OpenID Connect Core §5.4). */
async function claimsOf(client: Client, tokens: VerifiedTokens): Promise<Profile> {
  const claims = tokens.claims()
  if (!tokens.access_token || !client.issuer.metadata.userinfo_endpoint) return claims
  const userinfo = await client.userinfo(tokens.access_token)
  // OpenID Connect Core §5.3.2: otherwise somebody else's address could be slipped in.
  if (userinfo.sub !== claims.sub) throw new Error('The subject of userinfo is not that of the ID token.')
  return { ...claims, ...userinfo, iss: claims.iss, sub: claims.sub } as Profile
}
