export type LogoOf = {
  src: string
  /** Of the organisation; empty where it has none. */
  name: string
}

/** The organisation's own picture, on white in both themes: it was drawn for paper. */
export function Logo({ src, name }: LogoOf) {
  return (
    // oxlint-disable-next-line next/no-img-element -- it is small, and served as the bytes that were checked
    <img
      src={src}
      alt={name || 'Logo of the organisation'}
      className="h-12 max-w-full justify-self-start rounded-s bg-[white] object-contain object-left p-1 text-s text-[black]"
    />
  )
}
