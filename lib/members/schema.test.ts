import { expect, it } from 'vitest'
import { inviteInput } from './schema'

const invited = { email: 'invited@example.org', name: 'New member', role: 'MEMBER' as const }

it('writes addresses in lower case and trims both', () => {
  expect(inviteInput.parse({ ...invited, email: '  Invited@Example.ORG ', name: ' New member ' })).toEqual(invited)
})

it('takes names of any script, without control characters or direction overrides', () => {
  expect(inviteInput.parse({ ...invited, name: 'Новый\u202e участник\r\n' }).name).toBe('Новый участник')
  expect(inviteInput.safeParse({ ...invited, name: '\u202e \u0000' }).success).toBe(false)
})

it.each(['', 'invited', 'invited@', '@example.org', 'a b@example.org', `${'a'.repeat(250)}@example.org`, 7, null])(
  'refuses the address %j',
  (email) => {
    expect(inviteInput.safeParse({ ...invited, email }).success).toBe(false)
  },
)

it('knows two roles', () => {
  expect(inviteInput.safeParse({ ...invited, role: 'OWNER' }).error?.issues[0]?.message).toBe('Choose a role.')
})
