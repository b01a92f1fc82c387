import { formText } from '@/components/ui/form-text'
import type { PolicyInput } from '@/lib/sharing/policy/schema'

/** What the form says. Whether that can be a policy is judged by the server, whose sentences name the field. */
export function policyOf(form: FormData): PolicyInput {
  return {
    linksAllowed: formText(form, 'linksAllowed') === 'on',
    linkGate: formText(form, 'linkGate') as PolicyInput['linkGate'],
    longestLinkDays: wholeOf(formText(form, 'longestLinkDays')),
    allowedDomains: formText(form, 'allowedDomains')
      .split(/[\s,;]+/)
      .filter((domain) => domain !== ''),
    urlSeconds: wholeOf(formText(form, 'urlSeconds')),
    longestUrlSeconds: wholeOf(formText(form, 'longestUrlSeconds')) ?? 0,
    agentsShareOutside: formText(form, 'agentsShareOutside') === 'on',
    longestAgentDays: wholeOf(formText(form, 'longestAgentDays')) ?? 0,
  }
}

/** Empty is null. What is no whole number is one that no policy takes. */
function wholeOf(text: string): number | null {
  const typed = text.trim().replaceAll(/[ ,]/g, '')
  if (typed === '') return null
  return /^\d{1,9}$/.test(typed) ? Number(typed) : -1
}
