import type { Metadata } from 'next'
import { MailPolicySection } from '@/components/settings/sharing/mail-policy'
import { OrganisationName } from '@/components/settings/sharing/organisation-name'
import { PolicyView } from '@/components/settings/sharing/policy-view'
import { requirePageAdmin } from '@/lib/auth/page'
import { readMailPolicy } from '@/lib/mailings/policy'
import { readOrganisation } from '@/lib/organisation/name'
import { MAX_ORGANISATION_NAME } from '@/lib/organisation/schema'
import { readPolicy } from '@/lib/sharing/policy/policy'

export const metadata: Metadata = { title: 'Sharing policy' }

export default async function SharingPolicyPage() {
  await requirePageAdmin()
  const [policy, mail, { name }] = await Promise.all([readPolicy(), readMailPolicy(), readOrganisation()])
  return (
    <>
      <PolicyView policy={policy} />
      <MailPolicySection policy={mail} />
      <OrganisationName name={name} longest={MAX_ORGANISATION_NAME} />
    </>
  )
}
