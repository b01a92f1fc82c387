import { useEffect, useEffectEvent, useRef } from 'react'

type FileInputProps = { id: string; multiple?: boolean; accept?: string; onFiles: (files: File[]) => void }

/** The input over a button that takes files: keyboards, screen readers and scripts meet the input itself. */
export function FileInput({ id, multiple = false, accept, onFiles }: FileInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const take = (from: HTMLInputElement | null) => {
    if (!from?.files?.length) return
    onFiles([...from.files])
    // Or choosing the same file again would be no change.
    from.value = ''
  }
  // Files may have been chosen before the page listened.
  const takeEarly = useEffectEvent(() => take(input.current))
  useEffect(() => takeEarly(), [])
  return (
    <input
      ref={input}
      id={id}
      type="file"
      multiple={multiple}
      accept={accept}
      className="absolute inset-0 size-full cursor-pointer opacity-0"
      onChange={({ target }) => take(target)}
    />
  )
}
