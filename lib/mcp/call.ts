import 'server-only'
import type { AgentPrincipal } from '../auth/principal'

/** Whose request it is, and by which id the log knows it. */
export type Call = { principal: AgentPrincipal; request: Request; requestId: string }
