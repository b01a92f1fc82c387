'use server'

import { adminAction } from '@/lib/action'
import * as groups from '@/lib/groups/change'
import * as groupMembers from '@/lib/groups/members'
import { createGroupInput, groupInput, groupMemberInput, renameGroupInput } from '@/lib/groups/schema'
import * as disable from '@/lib/members/disable'
import * as invite from '@/lib/members/invite'
import * as preview from '@/lib/members/removal-preview'
import * as remove from '@/lib/members/remove'
import { removeInput } from '@/lib/members/remove-schema'
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

export const previewRemoval = adminAction(memberInput, ({ userId }, principal) =>
  preview.removalPreview(principal, userId),
)

export const removeMember = adminAction(removeInput, (input, principal) => remove.removeMember(principal, input))

export const createGroup = adminAction(createGroupInput, ({ name }, principal) => groups.createGroup(principal, name))

export const renameGroup = adminAction(renameGroupInput, ({ groupId, name }, principal) =>
  groups.renameGroup(principal, groupId, name),
)

export const deleteGroup = adminAction(groupInput, ({ groupId }, principal) =>
  groupMembers.deleteGroup(principal, groupId),
)

export const addToGroup = adminAction(groupMemberInput, ({ groupId, userId }, principal) =>
  groupMembers.addToGroup(principal, groupId, userId),
)

export const removeFromGroup = adminAction(groupMemberInput, ({ groupId, userId }, principal) =>
  groupMembers.removeFromGroup(principal, groupId, userId),
)
