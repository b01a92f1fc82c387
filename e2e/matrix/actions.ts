import { randomUUID } from 'node:crypto'
import { action, adminAction, all, EDITORS, OWNER, READERS, type Answers } from './answers.ts'
import { NOBODY, type Things } from './things.ts'

export type Call = { input: (things: Things) => unknown; answers: Answers }

const TERMS = { role: 'VIEWER', viewOnly: false, expiresAt: null }
const LINK = {
  label: '',
  maxDownloads: null,
  recipients: [],
  viewOnly: false,
  notifyOnOpen: false,
  expiresAt: null,
  password: null,
}
const POLICY = {
  linksAllowed: true,
  linkGate: 'NONE',
  longestLinkDays: null,
  allowedDomains: [],
  urlSeconds: null,
  longestUrlSeconds: 3600,
  // Left as the specs of agents want it, which run beside this.
  agentsShareOutside: true,
  longestAgentDays: 365,
}
const MESSAGE = {
  subject: '',
  message: '',
  delivery: 'APP',
  seconds: 3600,
  asksCode: false,
  timeZone: 'UTC',
}
// Left as the specs of direct mail want it, which run beside this.
const MAIL_POLICY = { directAllowed: true, longestMailSeconds: 604_800 }
const documentOnly = ({ documentId }: Things) => ({ documentId })
const trashedOnly = ({ trashedId }: Things) => ({ documentId: trashedId })
const linkOnly = ({ linkId }: Things) => ({ linkId })
const member = ({ memberId }: Things) => ({ userId: memberId })

/** Every server action. One that is missing here fails the test. The document, grant and link are the owner's. */
export const ACTIONS: Record<string, Call> = {
  redeemPasswordLink: {
    input: () => ({ token: 'not-a-token', password: 'a new and long one' }),
    answers: all('LINK_USED'),
  },
  changePassword: {
    input: () => ({ current: 'not the right one', next: 'a new and long one' }),
    answers: action('BAD_INPUT'),
  },
  endSession: { input: ({ sessionId }) => ({ sessionId }), answers: action('NOT_FOUND', OWNER) },
  endOtherSessions: { input: () => ({}), answers: action('ok') },

  createAgentToken: {
    input: ({ documentId }) => ({
      name: 'import',
      scopes: ['documents:read'],
      documentIds: [documentId],
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
    answers: action('NOT_FOUND', READERS),
  },
  revokeAgentToken: {
    input: ({ agentTokenId }) => ({ tokenId: agentTokenId }),
    answers: action('NOT_FOUND', { ...OWNER, admin: 'ok' }),
  },
  listAgentTokens: { input: () => ({}), answers: adminAction('ok') },

  beginUploads: { input: () => ({ files: [{ name: 'a.txt', size: 1, type: 'text/plain' }] }), answers: action('ok') },
  downloadDocument: { input: documentOnly, answers: action('NOT_FOUND', READERS) },
  renameDocument: {
    input: ({ documentId }) => ({ documentId, name: 'renamed.txt' }),
    answers: action('NOT_FOUND', EDITORS),
  },
  replaceFile: {
    input: ({ documentId }) => ({ documentId, file: { name: 'new.txt', size: 1, type: 'text/plain' } }),
    // The editor's new file is on its way when the owner asks.
    answers: action('NOT_FOUND', { editor: 'ok', owner: 'CONFLICT' }),
  },
  deleteDocument: { input: documentOnly, answers: action('NOT_FOUND', OWNER) },
  previewRestore: { input: trashedOnly, answers: action('NOT_FOUND', OWNER) },
  restoreDocument: { input: trashedOnly, answers: action('NOT_FOUND', OWNER) },
  purgeDocument: { input: trashedOnly, answers: action('NOT_FOUND', OWNER) },

  listGrants: { input: documentOnly, answers: action('NOT_FOUND', EDITORS) },
  searchGrantees: {
    input: ({ documentId }) => ({ documentId, query: 'member' }),
    // An administrator looks for who may get it.
    answers: action('NOT_FOUND', { ...EDITORS, admin: 'ok' }),
  },
  giveGrant: {
    input: ({ documentId, memberId }) => ({ documentId, grantee: { kind: 'USER', id: memberId }, ...TERMS }),
    answers: action('NOT_FOUND', EDITORS),
  },
  // An editor sees it, and may change what an editor gave.
  changeGrant: {
    input: ({ documentId, grantId }) => ({ documentId, grantId, ...TERMS }),
    answers: action('NOT_FOUND', { ...OWNER, editor: 'NOT_ALLOWED' }),
  },
  transferDocument: {
    input: ({ documentId, memberId }) => ({ documentId, toId: memberId, keepEditor: false }),
    // After the administrator did it, it is not the owner's any more.
    answers: action('NOT_FOUND', { admin: 'ok' }),
  },
  whoCanOpen: { input: documentOnly, answers: action('NOT_FOUND', { ...EDITORS, admin: 'ok' }) },
  revokeWays: {
    input: ({ grantId }) => ({ ways: [{ kind: 'USER', id: grantId }] }),
    answers: action('NOT_FOUND', { ...OWNER, admin: 'ok' }),
  },

  listLinks: { input: documentOnly, answers: action('NOT_FOUND', EDITORS) },
  createLink: { input: ({ documentId }) => ({ documentId, ...LINK }), answers: action('NOT_FOUND', EDITORS) },
  changeLink: { input: ({ linkId }) => ({ linkId, ...LINK }), answers: action('NOT_FOUND', OWNER) },
  extendLink: { input: ({ linkId }) => ({ linkId, expiresAt: null }), answers: action('NOT_FOUND', OWNER) },
  regenerateLink: { input: linkOnly, answers: action('NOT_FOUND', OWNER) },
  switchLink: { input: ({ linkId }) => ({ linkId, disabled: true }), answers: action('NOT_FOUND', OWNER) },
  deleteLink: { input: linkOnly, answers: action('NOT_FOUND', { ...OWNER, admin: 'ok' }) },

  listWays: { input: () => ({ filter: {}, order: {} }), answers: action('ok') },
  prepareRevocation: {
    input: ({ linkId }) => ({ by: 'ways', ways: [{ kind: 'LINK', id: linkId }] }),
    answers: action('NOT_FOUND', { ...OWNER, admin: 'ok' }),
  },
  startRevocation: { input: () => ({ id: NOBODY }), answers: action('NOT_FOUND') },
  revocationProgress: { input: () => ({ id: NOBODY }), answers: action('NOT_FOUND') },

  // Messages are their sender's alone.
  mailTerms: { input: ({ documentId }) => ({ documentIds: [documentId] }), answers: action('NOT_FOUND', EDITORS) },
  suggestRecipients: { input: () => ({ query: '' }), answers: action('ok') },
  previewMail: {
    input: ({ documentId }) => ({ ...MESSAGE, documentIds: [documentId], recipient: null, hasPassword: false }),
    answers: action('NOT_FOUND', EDITORS),
  },
  sendByMail: {
    input: ({ documentId }) => ({
      ...MESSAGE,
      documentIds: [documentId],
      recipients: ['client@example.org'],
      password: null,
      notifyOnOpen: false,
    }),
    answers: action('NOT_FOUND', EDITORS),
  },
  listSent: { input: () => ({}), answers: action('ok') },
  listSentRecipients: { input: () => ({ mailingId: NOBODY }), answers: action('NOT_FOUND') },
  resendMail: { input: () => ({ recipientIds: [NOBODY] }), answers: action('NOT_FOUND') },
  extendMail: { input: () => ({ recipientIds: [NOBODY], seconds: 3600 }), answers: action('NOT_FOUND') },
  revokeMail: { input: () => ({ recipientIds: [NOBODY] }), answers: action('NOT_FOUND') },
  previewMailPolicy: { input: () => MAIL_POLICY, answers: adminAction('ok') },
  saveMailPolicy: { input: () => MAIL_POLICY, answers: adminAction('ok') },
  saveOrganisation: { input: () => ({ name: '' }), answers: adminAction('ok') },
  // Text, which is refused: the table of routes wants an organisation without a logo.
  saveLogo: { input: () => ({ image: 'dGV4dA==' }), answers: adminAction('BAD_INPUT') },
  removeLogo: { input: () => ({}), answers: adminAction('ok') },
  // Of another address each time: how often one is asked for is counted.
  askForReset: { input: () => ({ email: `${randomUUID()}@example.org` }), answers: all('ok') },

  inviteMember: {
    input: () => ({ email: `${randomUUID()}@example.org`, name: 'New', role: 'ADMIN' }),
    answers: adminAction('ok'),
  },
  issueReset: { input: member, answers: adminAction('ok') },
  renewInvite: { input: member, answers: adminAction('CONFLICT') },
  setMemberRole: { input: ({ memberId }) => ({ userId: memberId, role: 'ADMIN' }), answers: adminAction('ok') },
  disableMember: { input: member, answers: adminAction('ok') },
  enableMember: { input: member, answers: adminAction('ok') },
  previewRemoval: { input: member, answers: adminAction('ok') },
  removeMember: { input: ({ memberId }) => ({ userId: memberId, heirId: null }), answers: adminAction('ok') },
  createGroup: { input: () => ({ name: `Group ${randomUUID()}` }), answers: adminAction('ok') },
  renameGroup: { input: ({ groupId }) => ({ groupId, name: `Group ${randomUUID()}` }), answers: adminAction('ok') },
  addToGroup: { input: ({ groupId, memberId }) => ({ groupId, userId: memberId }), answers: adminAction('ok') },
  removeFromGroup: { input: ({ groupId, memberId }) => ({ groupId, userId: memberId }), answers: adminAction('ok') },
  deleteGroup: { input: ({ groupId }) => ({ groupId }), answers: adminAction('ok') },
  setStorageLimits: { input: () => ({ quotaBytes: null, memberQuotaBytes: null }), answers: adminAction('ok') },
  setStorageLimitOf: {
    input: ({ memberId }) => ({ userId: memberId, quotaBytes: null }),
    answers: adminAction('ok'),
  },
  setRetention: { input: () => ({ auditDays: null, ledgerDays: null }), answers: adminAction('ok') },
  previewSharingPolicy: { input: () => POLICY, answers: adminAction('ok') },
  saveSharingPolicy: { input: () => POLICY, answers: adminAction('ok') },
  previewSharingFreeze: { input: () => ({ frozen: false }), answers: adminAction('ok') },
  setSharingFrozen: { input: () => ({ frozen: false }), answers: adminAction('ok') },

  signOutEverywhere: { input: () => ({}), answers: action('ok') },
}
