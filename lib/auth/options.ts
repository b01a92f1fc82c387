import 'server-only'
import type { AuthOptions } from 'next-auth'
import credentialsProvider from 'next-auth/providers/credentials'
import { env } from '../env'
import { failureOf } from '../failure'
import { log } from '../log'
import { authCookies, overHttps } from './cookies'
import { safeNext } from './next-path'
import { signInWithOidc } from './oidc'
import { oidcProvider } from './oidc-provider'
import type { ClientInfo } from './principal'
import { SESSION_SECONDS, signOut } from './sessions'
import { signInWithPassword } from './sign-in'

export { oidcName } from './oidc-provider'

/**
 * next-auth's options for one request. Its JWT carries the id of a Session row and nothing else. next-auth swallows what
 * its events throw, so a session that could not be ended is told to `onFailure`.
 */
export function authOptions(client: ClientInfo, onFailure: (error: unknown) => void): AuthOptions {
  const oidc = oidcProvider()
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    cookies: authCookies(),
    useSecureCookies: overHttps(),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/documents' },
    providers: [passwordProvider(client), ...(oidc ? [oidc] : [])],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== 'oidc') return true
        const answer = await signInWithOidc(profile, client).catch(toCode)
        if ('refusal' in answer) return `/sign-in?error=${answer.refusal}`
        user.id = answer.sessionId
        return true
      },
      // `user` is there only right after signing in; its id is that of the session, for both providers.
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token['sid'] }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + landing(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token['sid'] === 'string') await signOut(token['sid'], client).catch(onFailure)
      },
    },
    logger: { error: logWarning, warn: logWarning, debug: () => undefined },
  }
}

/** Signing out lands on the sign-in page, which is no place to come back to after signing in. */
function landing(path: string): string {
  return path === '/sign-in' ? path : safeNext(path)
}

function passwordProvider(client: ClientInfo) {
  return credentialsProvider({
    name: 'Password',
    credentials: { email: {}, password: {} },
    authorize: async (input) => {
      const answer = await signInWithPassword(input, client).catch(toCode)
      return { id: answer }
    },
  })
}

/** next-auth puts the message of what is thrown into the address of its answer, so it may only be a code. */
function toCode(error: unknown): never {
  const { code } = failureOf(error)
  throw new Error(code === 'WRONG_CREDENTIALS' ? 'CredentialsSignin' : code)
}

/**
 * Of what next-auth hands over only the error's message is kept: the rest holds tokens and profiles. Whatever it calls an
 * error can be caused by a stranger's request, so none of it is one of ours.
 */
function logWarning(code: string, metadata?: unknown): void {
  const inner = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error
  log().warn({ code, reason: inner instanceof Error ? inner.message : null }, 'sign-in')
}
