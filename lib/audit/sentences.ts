import type { AuditAction } from './record'

/** Reads a detail of a row, as text. What was read counts as said and is not listed again beside the sentence. */
export type Details = (key: string) => string | null

/**
 * `label` names the action in lists. `says` is the sentence, in which `{actor}`, `{document}` and `{subject}` stand for
 * what the ids of the row mean now, and `{d.key}` for a detail.
 */
export type Wording = { label: string; says: string | ((d: Details) => string) }

/** Every action has its words: one that is new to AuditAction does not compile until it has them too. */
export const WORDINGS: Record<AuditAction, Wording> = {
  'agent-token.created': { label: 'Agent token made', says: '{actor} made {subject}' },
  'agent-token.revoked': {
    label: 'Agent token revoked',
    says: (d) => (d('person') ? '{actor} revoked {subject} of {d.person}' : '{actor} revoked {subject}'),
  },
  'document.uploaded': { label: 'Upload begun', says: '{actor} began to upload {document}' },
  'document.ready': { label: 'Document ready', says: '{document} arrived, was checked and is Ready' },
  'document.rejected': { label: 'Document rejected', says: '{document} was rejected' },
  'document.renamed': { label: 'Document renamed', says: '{actor} renamed {document}' },
  'document.deleted': { label: 'Document deleted', says: '{actor} deleted {document}' },
  'document.restored': { label: 'Document restored', says: '{actor} restored {document}' },
  'document.purged': {
    label: 'Document gone for good',
    says: (d) =>
      d('days')
        ? '{document} had been deleted for {d.days} days and is gone for good'
        : '{actor} deleted {document} for good',
  },
  'document.replacement-begun': {
    label: 'Replacement begun',
    says: '{actor} began to upload a new file for {document}',
  },
  'document.replaced': { label: 'File replaced', says: '{actor} replaced the file behind {document}' },
  'document.replacement-rejected': {
    label: 'Replacement rejected',
    says: 'A new file for {document} was rejected, and it keeps the one it had',
  },
  'document.transferred': {
    label: 'Document transferred',
    says: '{actor} transferred {document} from {d.from} to {subject}',
  },
  'document.rekeyed': {
    label: 'Document moved to a new key',
    says: '{document} was moved to a new key, so that URLs that were handed out for it are dead',
  },
  'upload.abandoned': { label: 'Upload cancelled', says: '{actor} cancelled the upload of {document}' },

  'grant.given': {
    label: 'Shared with people',
    says: (d) => `{actor} shared {document} with ${d('kind') === 'GROUP' ? 'the group ' : ''}{d.to}`,
  },
  'grant.changed': { label: 'Sharing changed', says: '{actor} changed what {subject} may do with {document}' },
  'grant.revoked': { label: 'Sharing revoked', says: '{actor} took {document} back from {subject}' },

  'link.created': { label: 'Link made', says: '{actor} made {subject} to {document}' },
  'link.changed': { label: 'Link changed', says: '{actor} changed {subject} to {document}' },
  'link.regenerated': {
    label: 'Link regenerated',
    says: '{actor} gave {subject} to {document} a new address; the old one is dead',
  },
  'link.extended': { label: 'Link extended', says: '{actor} extended {subject} to {document}' },
  'link.disabled': { label: 'Link disabled', says: '{actor} disabled {subject} to {document}' },
  'link.enabled': { label: 'Link enabled', says: '{actor} enabled {subject} to {document}' },
  'link.revoked': { label: 'Link revoked', says: '{actor} revoked {subject} to {document}' },
  'link.code-sent': { label: 'Link code sent', says: 'A code for {subject} was sent by mail' },
  'link.code-refused': {
    label: 'Link code refused',
    says: 'A code for {subject} was asked for by somebody who is not invited',
  },

  'group.created': { label: 'Group made', says: '{actor} made the group {d.name}' },
  'group.renamed': { label: 'Group renamed', says: '{actor} renamed the group {d.from} to {d.to}' },
  'group.deleted': { label: 'Group deleted', says: '{actor} deleted the group {d.name}' },
  'group.member-added': { label: 'Group member added', says: '{actor} added {d.person} to the group {subject}' },
  'group.member-removed': { label: 'Group member removed', says: '{actor} took {d.person} out of the group {subject}' },

  'mailing.sent': { label: 'Sent by mail', says: '{actor} sent {document} by mail' },
  'mailing.resent': {
    label: 'Sent by mail again',
    says: '{actor} sent {document} by mail again',
  },
  'mailing.failed': {
    label: 'Mail failed',
    says: 'A mail with {subject} to {document} could not be delivered, and the link was disabled',
  },
  'mailing.asked-again': {
    label: 'Asked for again',
    says: 'The recipient of {subject} to {document}, which has ended, asked for it again',
  },
  'organisation.renamed': { label: 'Organisation renamed', says: '{actor} named the organisation {d.name}' },
  'organisation.logo-changed': {
    label: 'Logo changed',
    says: (d) =>
      d('removed') ? '{actor} removed the logo of the organisation' : '{actor} chose a logo for the organisation',
  },

  'sharing.policy-changed': { label: 'Sharing policy changed', says: '{actor} changed the sharing policy' },
  'sharing.frozen': { label: 'Outside sharing frozen', says: '{actor} froze all outside sharing' },
  'sharing.unfrozen': { label: 'Outside sharing unfrozen', says: '{actor} ended the freeze of outside sharing' },

  'url.issued': { label: 'URL issued', says: urlIssued },
  'url.revoked': { label: 'URL revoked', says: '{actor} revoked one URL that was issued for {document}' },

  'session.opened': {
    label: 'Signed in',
    says: (d) => (d('method') === 'oidc' ? '{actor} signed in through single sign-on' : '{actor} signed in'),
  },
  'session.refused': {
    label: 'Sign-in refused',
    says: (d) => `Somebody was refused at sign-in as {subject}${d('method') === 'oidc' ? ' by single sign-on' : ''}`,
  },
  'session.ended': { label: 'Signed out', says: '{actor} ended a session' },
  'sessions.ended': {
    label: 'Sessions ended',
    says: (d) => (d('kept') ? '{actor} ended all other sessions of theirs' : '{actor} signed out everywhere'),
  },
  'password.changed': {
    label: 'Password changed',
    says: (d) => (d('link') ? '{actor} set a new password through a reset link' : '{actor} changed their password'),
  },

  'password.reset-asked': {
    label: 'Password forgotten',
    says: '{subject} asked for a link to set a new password, by mail',
  },

  'member.invited': {
    label: 'Member invited',
    says: (d) => (d('renewed') ? '{actor} renewed the invitation of {subject}' : '{actor} invited {subject}'),
  },
  'member.joined': {
    label: 'Member joined',
    says: (d) => (d('first') ? '{subject} is the first administrator' : '{actor} joined'),
  },
  'member.disabled': { label: 'Member disabled', says: '{actor} disabled {subject}' },
  'member.enabled': { label: 'Member enabled', says: '{actor} enabled {subject}' },
  'member.role-changed': {
    label: 'Role changed',
    says: (d) => `{actor} made {subject} ${d('to') === 'ADMIN' ? 'an administrator' : 'a member'}`,
  },
  'member.reset-issued': { label: 'Reset link issued', says: '{actor} issued a reset link for {subject}' },
  'member.linked-oidc': { label: 'Single sign-on linked', says: '{actor} was linked with single sign-on ({d.issuer})' },
  'member.removed': { label: 'Member removed', says: '{actor} removed {subject}' },

  'storage.limits-changed': { label: 'Storage limits changed', says: '{actor} changed the storage limits' },
  'storage.member-limit-changed': {
    label: 'Storage limit of a member changed',
    says: '{actor} changed the storage limit of {subject}',
  },

  'audit.exported': { label: 'Audit exported', says: '{actor} exported the audit as {d.format}' },
  'retention.changed': { label: 'Retention changed', says: '{actor} changed how long personal data is kept' },
  'personal.erased': {
    label: 'Personal data erased',
    says: 'Personal data that was older than it may be kept was erased',
  },
}

export const ACTIONS = Object.keys(WORDINGS) as [AuditAction, ...AuditAction[]]

function urlIssued(d: Details): string {
  const use = d('inline') === 'true' ? 'open' : 'download'
  const whom = d('link') ? 'A visitor of {d.link} got' : '{actor} got'
  return `${whom} a URL to ${use} {document}, good for {d.seconds} s`
}
