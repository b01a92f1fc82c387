import type { LogoOf } from '@/components/link/logo'
import { OrganisationLogo } from './organisation-logo'
import { OrganisationName } from './organisation-name'

type Props = {
  name: string
  /** Characters. */
  longestName: number
  /** Its address; null while there is none. */
  logo: string | null
}

/** Who people outside see that they have to do with. */
export function OrganisationSection({ name, longestName, logo }: Props) {
  const shown: LogoOf | null = logo === null ? null : { src: logo, name }
  return (
    <section aria-labelledby="organisation" className="mt-10 border-t border-line pt-8">
      <h2 id="organisation" className="mb-2 text-l font-semibold">
        Organisation
      </h2>
      <p className="mb-6 max-w-[66ch] text-ink-2">
        The name stands on the page that a link opens, and in every message that goes out. The logo stands on the page
        alone: messages carry no pictures.
      </p>
      <OrganisationName name={name} longest={longestName} />
      <OrganisationLogo logo={shown} />
    </section>
  )
}
