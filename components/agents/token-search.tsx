'use client'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { formText } from '@/components/ui/form-text'
import { Input } from '@/components/ui/input'
import type { AgentTokensQuery } from '@/lib/agents/schema'
import { toAddress } from './address'

/** Looks for a name, an address, or whose a token is that was found somewhere. Scripts alone send it: a form would put it all into the address. */
export function TokenSearch({ asked }: { asked: AgentTokensQuery }) {
  const router = useRouter()
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    router.push(toAddress({ ...asked, search: formText(new FormData(event.currentTarget), 'q') }))
  }
  return (
    <form
      role="search"
      method="post"
      onSubmit={search}
      className="relative min-w-0 basis-full md:max-w-[290px] md:flex-1 md:basis-auto"
    >
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <Input
        type="search"
        name="q"
        autoComplete="off"
        aria-label="Search token, person or address"
        placeholder="Token, person or address"
        defaultValue={asked.search}
        maxLength={200}
        className="pl-9"
      />
    </form>
  )
}
