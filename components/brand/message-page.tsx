import type { ReactNode } from 'react'
import { Brand } from './brand'

type MessagePageProps = { title: string; children: ReactNode; actions?: ReactNode }

/** A page that has one thing to say. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="grid w-full max-w-[460px] gap-6">
        <Brand />
        <div className="grid gap-2">
          <h1>{title}</h1>
          <div className="text-ink-2">{children}</div>
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </main>
  )
}
