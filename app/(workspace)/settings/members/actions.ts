'use server'

import { adminAction } from '@/lib/action'
import * as disable from '@/lib/members/disable'
import * as invite from '@/lib/members/invite'
import * as reset from '@/lib/members/reset'
import * as role from '@/lib/members/role'
import { inviteInput, memberInput, roleInput } from '@/lib/members/schema'

export const inviteMember = adminAction(inviteInput, (input, principal) => invite.inviteMember(principal, input))

export const renewInvite = adminAction(memberInput, ({ userId }, principal) => invite.renewInvite(principal, userId))

export const issueReset = adminAction(memberInput, ({ userId }, principal) => reset.issueReset(principal, userId))

export const setMemberRole = adminAction(roleInput, (input, principal) =>
  role.setMemberRole(principal, input.userId, input.role),
)

export const disableMember = adminAction(memberInput, ({ userId }, principal) =>
  disable.disableMember(principal, userId),
)

export const enableMember = adminAction(memberInput, ({ userId }, principal) => disable.enableMember(principal, userId))
