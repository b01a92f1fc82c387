'use client'
import { Upload } from 'lucide-react'
import { useId } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FileInput } from './file-input'
import { useUpload } from './uploads-provider'

/** A file input that looks like the page's main button. */
export function UploadButton({ className }: { className?: string }) {
  const upload = useUpload()
  const id = useId()
  return (
    <label
      htmlFor={id}
      className={cn(
        buttonStyle({ tone: 'seal' }),
        'relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal pointer-coarse:min-h-11',
        className,
      )}
    >
      <FileInput id={id} multiple onFiles={upload} />
      <Upload aria-hidden />
      Upload files
    </label>
  )
}
