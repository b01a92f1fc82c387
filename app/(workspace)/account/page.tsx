import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { OwnTokens } from '@/components/agents/own-tokens'
import { ChangePasswordForm } from '@/components/account/change-password-form'
import { EndSessions } from '@/components/account/end-sessions'
import { Section } from '@/components/account/section'
import { SessionsTable } from '@/components/account/sessions-table'
import { asTheme, PREFERENCES } from '@/components/preferences'
import { SignOutButton } from '@/components/shell/sign-out-button'
import { ThemeSelect } from '@/components/shell/theme-select'
import { Label } from '@/components/ui/label'
import { agentTerms } from '@/lib/agents/create'
import { listOwnTokens } from '@/lib/agents/list'
import { requirePageUser } from '@/lib/auth/page'
import { SCOPES } from '@/lib/auth/scopes'
import { listSessions } from '@/lib/auth/sessions'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const principal = await requirePageUser()
  const [found, tokens, terms] = await Promise.all([listSessions(principal), listOwnTokens(principal), agentTerms()])
  const sessions = found.map((session) => ({
    ...session,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
  }))
  // Only administrators read the audit, and so do their agents.
  const offered = SCOPES.filter((scope) => scope !== 'audit:read' || principal.role === 'ADMIN')
  const livingTokens = tokens.filter(({ state }) => state === 'living').length
  return (
    <div className="max-w-[1040px]">
      <div className="mb-[22px] flex items-center gap-3">
        <h1>Account</h1>
        <SignOutButton className="ml-auto md:hidden" />
      </div>
      <Section title="You">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
          <dt className="text-ink-3">Name</dt>
          <dd dir="auto" className="break-words">
            {principal.name}
          </dd>
          <dt className="text-ink-3">Email</dt>
          <dd className="break-words">{principal.email}</dd>
          <dt className="text-ink-3">Role</dt>
          <dd>{principal.role === 'ADMIN' ? 'Administrator' : 'Member'}</dd>
        </dl>
      </Section>
      <Section title="Password" text="Changing it ends all your other sessions.">
        <ChangePasswordForm email={principal.email} livingTokens={livingTokens} />
      </Section>
      <Section title="Sessions" text="The browsers in which you are signed in. Ending one takes effect at once.">
        <SessionsTable sessions={sessions} />
        <EndSessions others={sessions.length > 1} />
      </Section>
      <Section
        title="Agent tokens"
        text="For software that acts in your name: scripts, pipelines, assistants. A token may at most what you may at the time."
      >
        <OwnTokens tokens={tokens} terms={terms} offered={offered} />
      </Section>
      <Section title="Appearance" text="Kept in this browser.">
        <div className="grid max-w-[240px] gap-1.5">
          <Label htmlFor="theme">Theme</Label>
          <ThemeSelect id="theme" theme={asTheme((await cookies()).get(PREFERENCES.theme)?.value)} />
        </div>
      </Section>
    </div>
  )
}
