'use client'
import { ImageUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { removeLogo, saveLogo } from '@/app/(workspace)/settings/sharing/mail-actions'
import { Logo, type LogoOf } from '@/components/link/logo'
import { useAction } from '@/components/notices/use-action'
import { Button, buttonStyle } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FileInput } from '@/components/upload/file-input'
import type { Result } from '@/lib/errors'
import { LOGO_TOO_LARGE, LOGO_TYPES, MAX_LOGO_BYTES, MAX_LOGO_SIDE } from '@/lib/organisation/logo-limits'
import { base64Of } from './base64'

const HINT = `PNG, JPEG or WebP, at most 100 KB, and ${MAX_LOGO_SIDE} pixels on each side. It is public.`

/** What is seen beside the name; saved as soon as it is chosen. */
export function OrganisationLogo({ logo }: { logo: LogoOf | null }) {
  const router = useRouter()
  const { run, busy, error } = useAction()
  const [saved, setSaved] = useState('')
  const id = useId()
  const act = (call: () => Promise<Result<null>>, done: string) => {
    setSaved('')
    void run(call, () => {
      setSaved(done)
      // The button that removes goes with the logo.
      document.getElementById(id)?.focus()
      router.refresh()
    })
  }
  const choose = ([file]: File[]) => {
    if (file) act(() => send(file), 'Logo saved.')
  }
  return (
    <div role="group" aria-labelledby={`${id}-label`} className="mt-8 grid max-w-xl gap-3">
      <p id={`${id}-label`} className="text-s font-medium">
        Logo of the organisation
      </p>
      {logo ? <Logo {...logo} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <label
          htmlFor={id}
          aria-busy={busy}
          className={cn(
            buttonStyle(),
            'relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-seal pointer-coarse:min-h-11',
          )}
        >
          <FileInput id={id} accept={LOGO_TYPES.join()} onFiles={choose} />
          <ImageUp aria-hidden />
          {logo ? 'Replace logo' : 'Choose logo'}
        </label>
        {logo ? (
          <Button tone="ghost" aria-busy={busy} onClick={() => act(() => removeLogo({}), 'Logo removed.')}>
            Remove logo
          </Button>
        ) : null}
        <span role="status" className="text-s text-ink-2">
          {saved}
        </span>
      </div>
      <p role={error ? 'alert' : undefined} className={error ? 'text-xs text-red' : 'text-xs text-ink-3'}>
        {error ?? HINT}
      </p>
    </div>
  )
}

async function send(file: File): Promise<Result<null>> {
  // Before megabytes go out to be refused.
  if (file.size > MAX_LOGO_BYTES) return { ok: false, code: 'TOO_LARGE', message: LOGO_TOO_LARGE }
  return saveLogo({ image: await base64Of(file) })
}
