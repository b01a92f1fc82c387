import type { GateView } from '@/lib/sharing/gate/look'

/** What an answer to a form may say, as a word in the address of the page. Anything else there says nothing. */
export const SAID = ['wrong', 'too-many', 'not-an-address', 'no-mail', 'moving', 'failed'] as const
export type Said = (typeof SAID)[number]

/** The sentence for the reader, at this step of the gate. */
export function saidSentence(said: string | undefined, step: GateView['step'] | 'ended'): string | null {
  switch (SAID.find((word) => word === said)) {
    case 'wrong':
      if (step === 'code')
        return 'That code is not right, was used before, or its ten minutes are over. Check it, or get a new one.'
      return step === 'password'
        ? 'That password is not right. Check it, or ask the person who sent you the link.'
        : null
    case 'too-many':
      if (step === 'password') return 'Too many tries. Wait a quarter of an hour and try again.'
      if (step === 'ended') return 'Too many asked from your network. Wait an hour and try again.'
      return step === 'file' || step === 'used-up' ? null : 'Too many codes were asked for. Wait an hour and try again.'
    case 'not-an-address':
      return step === 'address' ? 'That is not an email address. Check it.' : null
    case 'no-mail':
      return 'Codes cannot be mailed at the moment. Tell the person who sent you the link.'
    case 'moving':
      return 'The document is being moved. Try again in a moment.'
    case 'failed':
      return 'That did not work. Try again; if it stays, tell the person who sent you the link.'
    case undefined:
      return null
  }
}
