'use client'
import { Upload } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useRef } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useUpload } from './uploads-provider'

/** A file input that looks like the page's main button: keyboards and screen readers meet the input itself. */
export function UploadButton({ className }: { className?: string }) {
  const upload = useUpload()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const take = (from: HTMLInputElement | null) => {
    if (!from?.files?.length) return
    upload([...from.files])
    // Or choosing the same file again would be no change.
    from.value = ''
  }
  // Files may have been chosen before the page listened.
  const takeEarly = useEffectEvent(() => take(input.current))
  useEffect(() => takeEarly(), [])
  return (
    <label
      htmlFor={id}
      className={cn(
        buttonStyle({ tone: 'seal' }),
        'relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal pointer-coarse:min-h-11',
        className,
      )}
    >
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        onChange={({ target }) => take(target)}
      />
      <Upload aria-hidden />
      Upload files
    </label>
  )
}
