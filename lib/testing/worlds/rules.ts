import type { Policy, World } from './world'

// The table of rights, written a second time and without a database.

/** The roles under which a person has the document, by the table of rights. */
function rightsOf(world: World, index: number): { role: 'OWNER' | 'EDITOR' | 'VIEWER'; viewOnly: boolean }[] {
  if (world.deleted || world.disabled[index]) return []
  const given = world.grants
    .filter(({ revoked, end }) => !revoked && end !== 'past')
    .filter(({ to }) => (to.kind === 'USER' ? to.index === index : world.members[to.index]!.includes(index)))
    .map(({ terms }) => terms)
  return world.owner === index ? [{ role: 'OWNER', viewOnly: false }, ...given] : given
}

export function expectedOfPerson(world: World, index: number) {
  const rights = rightsOf(world, index)
  return {
    sees: rights.length > 0,
    downloads: rights.some(({ viewOnly }) => !viewOnly),
    opensInline: rights.length > 0 && (world.opensInline || rights.some(({ viewOnly }) => !viewOnly)),
  }
}

/** What the agent of a token may: what its person may, while the token lives and as far as it reaches. */
export function expectedOfAgent(world: World, policy: Policy, index: number) {
  const { of, scopes, bound, end, daysOld, revoked } = world.tokens[index]!
  const stands = !revoked && end !== 'past' && daysOld <= policy.longestAgentDays
  const { sees, downloads, opensInline } = expectedOfPerson(world, of)
  const reaches = stands && sees && bound !== 'another'
  const opens = reaches && scopes.includes('documents:read')
  return {
    state: stands ? (world.disabled[of] ? 'PERSON_DISABLED' : 'LIVING') : null,
    sees: reaches,
    opens,
    downloads: opens && downloads,
    opensInline: opens && opensInline,
  }
}

/** Whether the link stands open, and whether this visit gets a URL through it. */
export function expectedOfLink(world: World, policy: Policy, index: number): { living: boolean; mints: boolean } {
  const it = world.links[index]!
  const named = it.recipients.length > 0
  const gate = {
    NONE: true,
    EITHER: it.password || named,
    PASSWORD: it.password,
    RECIPIENTS: named,
  }[policy.linkGate]
  const tooOld = policy.longestLinkDays !== null && it.daysOld > policy.longestLinkDays
  const mayShare = rightsOf(world, it.giver).some(({ role }) => role !== 'VIEWER')
  const open = !world.deleted && !it.revoked && !it.disabled && it.end !== 'past' && !tooOld && mayShare
  const allowed = policy.linksAllowed && !policy.frozen && gate && (policy.allowedDomains.length === 0 || named)
  const { version, passwordProved, email, inline } = it.visit
  const domain = email?.split('@')[1] ?? ''
  const invited =
    email !== null &&
    (it.recipients.includes(email) || it.recipients.includes(`@${domain}`)) &&
    (policy.allowedDomains.length === 0 || policy.allowedDomains.includes(domain))
  const passes = version === 0 && (!it.password || passwordProved) && (!named || invited) && it.downloadsLeft !== 0
  const fits = !it.viewOnly || (inline && world.opensInline)
  const living = open && allowed
  return { living, mints: living && passes && fits }
}
