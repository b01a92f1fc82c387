'use client'
import Link from 'next/link'
import { buttonStyle } from '@/components/ui/button'
import type { Asked } from './address'
import { FreezeButton } from './freeze-button'
import { SearchField } from './search-field'

type Props = { base: string; asked: Asked; outside: { frozenAt: string | null } | null }

/** `outside`: the switch over all sharing with people outside, for administrators. */
export function SharingHead({ base, asked, outside }: Props) {
  return (
    <>
      <div className="mb-3.5 flex flex-wrap items-center gap-3">
        <h1 tabIndex={-1} className="mr-auto w-full outline-none md:w-auto">
          Sharing
        </h1>
        <SearchField base={base} asked={asked} />
        {outside ? (
          <>
            <Link href="/settings/sharing/policy" className={buttonStyle()}>
              Policy
            </Link>
            <FreezeButton frozenAt={outside.frozenAt} />
          </>
        ) : null}
      </div>
      <p className="mb-5 max-w-[66ch] text-ink-2">
        {outside
          ? 'Every living way into a document of this organisation.'
          : 'Every living way into your documents, and those that you gave into documents of others.'}{' '}
        Revoking also ends URLs that were already handed out; a transfer that is running or a file that was saved cannot
        be taken back.
      </p>
    </>
  )
}
