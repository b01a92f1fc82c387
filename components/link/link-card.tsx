import type { ReactNode } from 'react'
import { Guilloche } from '@/components/brand/guilloche'
import { Logo, type LogoOf } from './logo'

type LinkCardProps = {
  title: string
  logo?: LogoOf | null
  above?: ReactNode
  intro?: ReactNode
  children?: ReactNode
  foot?: string
}

const FOOT = 'Every opening is checked and recorded. The sender can end this link at any time.'

/** The card that a link opens. Nothing on it needs a script. */
export function LinkCard({ title, logo, above, intro, children, foot = FOOT }: LinkCardProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-4 md:p-6">
      <div className="grid w-full justify-items-center gap-[18px]">
        <article className="w-full max-w-[460px] overflow-hidden rounded-l border border-line bg-sheet shadow-float">
          <Guilloche of="card" className="border-b border-line" />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-[22px] p-7">
            {logo ? <Logo {...logo} /> : null}
            <div className="grid gap-1.5">
              {above ? <p className="text-ink-2 break-words">{above}</p> : null}
              <h1 dir="auto" className="break-words [overflow-wrap:anywhere]">
                {title}
              </h1>
              {intro ? <div className="text-ink-2 break-words">{intro}</div> : null}
            </div>
            {children}
          </div>
        </article>
        <p className="max-w-[420px] text-center text-xs text-balance text-ink-3">{foot}</p>
      </div>
    </main>
  )
}
