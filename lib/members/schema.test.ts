import { expect, it } from 'vitest'
import { inviteInput } from './schema'

const ada = { email: 'ada@example.org', name: 'Ada', role: 'MEMBER' as const }

it('writes addresses in lower case and trims both', () => {
  expect(inviteInput.parse({ ...ada, email: '  Ada@Example.ORG ', name: ' Ada ' })).toEqual(ada)
})

it('takes names of any script, without control characters or direction overrides', () => {
  expect(inviteInput.parse({ ...ada, name: 'Ада\u202e Лавлейс\r\n' }).name).toBe('Ада Лавлейс')
  expect(inviteInput.safeParse({ ...ada, name: '\u202e \u0000' }).success).toBe(false)
})

it.each(['', 'ada', 'ada@', '@example.org', 'a b@example.org', `${'a'.repeat(250)}@example.org`, 7, null])(
  'refuses the address %j',
  (email) => {
    expect(inviteInput.safeParse({ ...ada, email }).success).toBe(false)
  },
)

it('knows two roles', () => {
  expect(inviteInput.safeParse({ ...ada, role: 'OWNER' }).error?.issues[0]?.message).toBe('Choose a role.')
})
