import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { getPrincipal } from './current'
import { PATH_HEADER, safeNext } from './next-path'
import type { UserPrincipal } from './principal'

/** The signed-in person for a page; otherwise the browser is sent to sign in and comes back. */
export async function requirePageUser(): Promise<UserPrincipal> {
  const principal = await getPrincipal()
  if (principal) return principal
  const next = safeNext((await headers()).get(PATH_HEADER))
  redirect(`/sign-in?next=${encodeURIComponent(next)}`)
}

/** The signed-in administrator for a page; to everybody else there is no such page. */
export async function requirePageAdmin(): Promise<UserPrincipal> {
  const principal = await requirePageUser()
  if (principal.role !== 'ADMIN') notFound()
  return principal
}
