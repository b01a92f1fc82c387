import type { Metadata } from 'next'
import { MailPolicySection } from '@/components/settings/sharing/mail-policy'
import { OrganisationSection } from '@/components/settings/sharing/organisation-section'
import { PolicyView } from '@/components/settings/sharing/policy-view'
import { requirePageAdmin } from '@/lib/auth/page'
import { readMailPolicy } from '@/lib/mailings/policy'
import { logoAddress } from '@/lib/organisation/logo'
import { readOrganisation } from '@/lib/organisation/name'
import { MAX_ORGANISATION_NAME } from '@/lib/organisation/schema'
import { readPolicy } from '@/lib/sharing/policy/policy'

export const metadata: Metadata = { title: 'Sharing policy' }

export default async function SharingPolicyPage() {
  await requirePageAdmin()
  const [policy, mail, { name }, logo] = await Promise.all([
    readPolicy(),
    readMailPolicy(),
    readOrganisation(),
    logoAddress(),
  ])
  return (
    <>
      <PolicyView policy={policy} />
      <MailPolicySection policy={mail} />
      <OrganisationSection name={name} longestName={MAX_ORGANISATION_NAME} logo={logo} />
    </>
  )
}
