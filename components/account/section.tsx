import type { ReactNode } from 'react'

type SectionProps = { title: string; text?: ReactNode; children: ReactNode }

/** One matter of a settings page: what it is about on the left, the thing itself on the right. */
export function Section({ title, text, children }: SectionProps) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-t border-line py-7 lg:grid-cols-[240px_minmax(0,1fr)]">
      <div className="grid content-start gap-1">
        <h2 className="text-l font-semibold">{title}</h2>
        {text ? <div className="max-w-[52ch] text-s text-ink-2">{text}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
