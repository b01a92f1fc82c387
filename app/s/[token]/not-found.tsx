import { LinkCard } from '@/components/link/link-card'

/** One page for a token that nobody made and for a link that ended, was revoked, disabled, replaced or frozen. */
export default function NoLink() {
  return (
    <LinkCard
      title="This link opens nothing"
      intro="It has ended, was taken back, or its address is not complete. Ask the person who sent it to you for a new one."
      foot="After many wrong addresses from one network, links stay closed to it for a quarter of an hour."
    />
  )
}
