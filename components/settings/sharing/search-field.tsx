'use client'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'
import { changed, toAddress, type Asked } from './address'

/** Searches when it is sent: each search goes through all ways in. */
export function SearchField({ base, asked }: { base: string; asked: Asked }) {
  const router = useRouter()
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = formText(new FormData(event.currentTarget), 'q').trim().slice(0, 200)
    router.push(toAddress(base, changed(asked, { search: text })))
  }
  return (
    <form
      role="search"
      action={base}
      onSubmit={search}
      className="relative min-w-0 basis-full md:max-w-[290px] md:flex-1 md:basis-auto"
    >
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <Input
        type="search"
        name="q"
        aria-label="Search person, file or address"
        placeholder="Person, file or address"
        defaultValue={asked.filter.search}
        maxLength={200}
        className="pl-9"
      />
    </form>
  )
}
