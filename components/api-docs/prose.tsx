import { Fragment } from 'react'
import { cn } from '@/components/ui/cn'

/** Text of the document: paragraphs, and `code` between backticks. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cn('grid gap-2 text-ink-2', className)}>
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph} className="wrap-break-word">
          <Words text={paragraph} />
        </p>
      ))}
    </div>
  )
}

/** The same within a line. */
export function Words({ text }: { text: string }) {
  // Every second piece stood between backticks.
  return text.split('`').map((piece, n) =>
    n % 2 ? (
      <code key={n} className="rounded-xs bg-well px-1 py-px font-mono text-[0.92em] text-ink">
        {piece}
      </code>
    ) : (
      <Fragment key={n}>{piece}</Fragment>
    ),
  )
}
