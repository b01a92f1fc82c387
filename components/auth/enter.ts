import { signIn } from 'next-auth/react'
import { signInError } from '@/lib/auth/sign-in-errors'

const NO_ANSWER = 'Countersign does not answer. Check your connection and try again.'

/** Signs in with address and password. Answers null, or why not as a sentence. */
export async function enter(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false })
    if (!answer) return NO_ANSWER
    return answer.error ? signInError(answer.error) : null
  } catch {
    return NO_ANSWER
  }
}
