import type { ReactNode } from 'react'
import { Brand } from '@/components/brand/brand'
import { Guilloche } from '@/components/brand/guilloche'

type TrustCardProps = { title: string; intro?: ReactNode; foot: ReactNode; children: ReactNode }

/** The card on which somebody proves who they are. */
export function TrustCard({ title, intro, foot, children }: TrustCardProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-4 md:p-6">
      <div className="grid w-full justify-items-center gap-[18px]">
        <article className="w-full max-w-[420px] overflow-hidden rounded-l border border-line bg-sheet shadow-float">
          <Guilloche of="card" className="border-b border-line" />
          <div className="grid gap-6 p-6 md:p-7">
            <div className="grid gap-4">
              <Brand />
              <div className="grid gap-1.5">
                <h1>{title}</h1>
                {intro ? <p className="text-ink-2">{intro}</p> : null}
              </div>
            </div>
            {children}
          </div>
        </article>
        <p className="max-w-[420px] text-center text-xs text-ink-3">{foot}</p>
      </div>
    </main>
  )
}
