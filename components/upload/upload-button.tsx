'use client'
import { Upload } from 'lucide-react'
import { useId, type ChangeEvent } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useUpload } from './uploads-provider'

/** A file input that looks like the page's main button: keyboards and screen readers meet the input itself. */
export function UploadButton({ className }: { className?: string }) {
  const upload = useUpload()
  const id = useId()
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    upload([...(target.files ?? [])])
    // Or choosing the same file again would be no change.
    target.value = ''
  }
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
        id={id}
        type="file"
        multiple
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        onChange={choose}
      />
      <Upload aria-hidden />
      Upload files
    </label>
  )
}
