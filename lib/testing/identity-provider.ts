import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import Provider, { type GrantContext } from 'oidc-provider'
import { TokenStore } from './oidc-token-store.ts'

export const OIDC_CLIENT = { id: 'countersign', secret: 'a-client-secret-for-tests-only' } as const

/** What the provider says about a person. */
export type Claims = { sub: string; email?: string; email_verified?: unknown; name?: string }

/** A real OpenID Connect provider on loopback. What is typed at its login are the person's claims, as JSON. */
export class IdentityProvider {
  readonly issuer: string
  readonly #people = new Map<string, Claims>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly #provider: Provider

  constructor(port: number, appUrl: string) {
    this.issuer = `http://127.0.0.1:${port}`
    this.#provider = new Provider(this.issuer, this.#configuration(appUrl))
    this.#server.listen(port, '127.0.0.1')
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/login/')) return this.#provider.callback()(request, response)
    if (request.method === 'POST') {
      const claims = JSON.parse(new URLSearchParams(await text(request)).get('login') ?? '') as Claims
      this.#people.set(claims.sub, claims)
      return this.#provider.interactionFinished(request, response, { login: { accountId: claims.sub } })
    }
    response.setHeader('Content-Type', 'text/html')
    response.end(
      '<!doctype html><title>Identity provider</title><form method="post"><label>Login <input name="login"></label><button>Continue</button></form>',
    )
  }

  #configuration(appUrl: string): Record<string, unknown> {
    return {
      adapter: TokenStore,
      jwks: { keys: [signingKey()] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      clients: [
        {
          client_id: OIDC_CLIENT.id,
          client_secret: OIDC_CLIENT.secret,
          redirect_uris: [`${appUrl}/api/auth/callback/oidc`],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, interaction: { uid: string }) => `/login/${interaction.uid}` },
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ ...this.#people.get(sub), sub }) }),
      loadExistingGrant: consentToAll,
      ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    }
  }
}

/** Nobody is asked for consent: that is the provider's business, not what is tested. */
async function consentToAll({ oidc }: GrantContext) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }
}
