import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ClockProvider } from '@/components/format/clock-provider'
import { LiveProvider } from '@/components/live/live-provider'
import { TabNotice } from '@/components/notices/tab-notice'
import { Toaster } from '@/components/notices/toaster'
import { asTimeZone, PREFERENCES } from '@/components/preferences'
import { BackGuard } from '@/components/shell/back-guard'
import { Sidebar } from '@/components/shell/sidebar'
import { TabBar } from '@/components/shell/tab-bar'
import { DropArea } from '@/components/upload/drop-area'
import { UploadsProvider } from '@/components/upload/uploads-provider'
import { requirePageUser } from '@/lib/auth/page'
import { useOf } from '@/lib/quotas/use'
import { maxUploadBytes } from '@/lib/uploads/strategy'

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const principal = await requirePageUser()
  const { userId, name, email, role } = principal
  const isAdmin = role === 'ADMIN'
  const timeZone = asTimeZone((await cookies()).get(PREFERENCES.zone)?.value)
  return (
    <ClockProvider now={Date.now()} timeZone={timeZone}>
      <LiveProvider>
        <UploadsProvider userId={userId} maxBytes={maxUploadBytes()}>
          <DropArea className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)]">
            <Sidebar me={{ name, email, isAdmin }} use={await useOf(principal)} />
            <div className="min-w-0">
              <TabNotice />
              {/* What lies behind the tray must be able to scroll out from under it. */}
              <main className="px-4 pt-[18px] pb-40 md:px-9 md:pt-7 md:in-[body:has([data-tray])]:pb-[calc(min(46dvh,420px)+120px)]">
                {children}
              </main>
            </div>
            <TabBar isAdmin={isAdmin} />
          </DropArea>
          <Toaster />
          <BackGuard />
        </UploadsProvider>
      </LiveProvider>
    </ClockProvider>
  )
}
