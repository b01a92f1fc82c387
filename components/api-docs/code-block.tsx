import { CopyButton } from './copy-button'

export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <figure className="overflow-hidden rounded-m border border-line bg-well">
      <figcaption className="flex min-h-10 items-center justify-between gap-2 border-b border-line py-1 pr-1.5 pl-3.5 text-xs text-ink-2">
        {label}
        <CopyButton text={text} label={`Copy: ${label}`} />
      </figcaption>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard scrolls what is too wide
        tabIndex={0}
        role="region"
        aria-label={label}
        className="overflow-x-auto px-3.5 py-3 font-mono text-xs leading-[1.65] focus-visible:-outline-offset-2"
      >
        {text}
      </pre>
    </figure>
  )
}
