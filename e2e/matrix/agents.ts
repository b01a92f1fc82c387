import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../../lib/api/contract.ts'
import type { Scope } from '../../lib/auth/scopes.ts'
import { root } from '../../scripts/root.ts'
import { ALL_SCOPES, createAgentToken } from '../agent-token.ts'
import { WHO, type Cast, type Who } from './cast.ts'
import type { Ask } from './routes.ts'

type Shape = { of: 'owner' | 'admin'; scopes: readonly Scope[]; bound?: true }

/** Everybody who may ask with a token: one for each scope, one that may everything, one that is bound to something else. */
export const AGENTS = {
  'agent-read': { of: 'owner', scopes: ['documents:read'] },
  'agent-write': { of: 'owner', scopes: ['documents:write'] },
  'agent-shares-read': { of: 'owner', scopes: ['shares:read'] },
  'agent-shares-write': { of: 'owner', scopes: ['shares:write'] },
  'agent-audit': { of: 'admin', scopes: ['audit:read'] },
  'agent-all': { of: 'owner', scopes: ALL_SCOPES },
  'agent-bound': { of: 'owner', scopes: ALL_SCOPES, bound: true },
} as const satisfies Record<string, Shape>
export type Agent = keyof typeof AGENTS
export const AGENT_NAMES = Object.keys(AGENTS) as Agent[]

/** The same answer for every agent, for the exceptions of a row. */
export const everyAgent = (answer: unknown) =>
  Object.fromEntries(AGENT_NAMES.map((name) => [name, answer])) as Record<Agent, unknown>

/** A token for each, by name. */
export async function tokensOf({ owner, admin }: Cast): Promise<Record<Agent, string>> {
  const [elsewhere] = await owner.client.begin({ name: 'elsewhere.txt', size: 5, type: 'text/plain' })
  const people = { owner: owner.person!, admin: admin.person! }
  const made = Object.entries<Shape>(AGENTS).map(async ([name, { of, scopes, bound }]) => {
    const documentIds = bound ? [elsewhere!.documentId] : []
    return [name, (await createAgentToken(people[of], { scopes, documentIds })).token] as const
  })
  return Object.fromEntries(await Promise.all(made)) as Record<Agent, string>
}

const folder = join(root, 'lib/api/contracts')
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
const modules = await Promise.all(files.map((name) => import(join(folder, name)) as Promise<Record<string, unknown>>))

const isContract = (it: unknown): it is Contract =>
  typeof it === 'object' && it !== null && 'scope' in it && 'method' in it && 'path' in it

/** What each operation of the API wants of a token, by its route. */
export const SCOPES: ReadonlyMap<string, Scope> = new Map(
  modules
    .flatMap((module) => Object.values(module))
    .filter(isContract)
    .map(({ method, path, scope }) => [`${method} /api/v1${path.replaceAll('{', '[').replaceAll('}', ']')}`, scope]),
)

/** What an agent is answered: what its person is, as far as its token goes; a row names what is otherwise. */
export function expectedOf(route: string, { answers, agents }: Ask, agent: Agent): unknown {
  if (agents && agent in agents) return agents[agent]
  const { of, scopes, bound }: Shape = AGENTS[agent]
  const answerOf = (who: Who) => answers[WHO.indexOf(who)]
  const scope = SCOPES.get(route)
  // A token opens nothing that is made for people: to pages it is nobody.
  if (!scope) return answerOf('anonymous') === 401 && answerOf('owner') !== 401 ? 403 : answerOf('anonymous')
  if (!scopes.includes(scope)) return 403
  return bound && route.includes('[') ? 404 : answerOf(of)
}
