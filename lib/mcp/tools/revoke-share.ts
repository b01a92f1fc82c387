import 'server-only'
import { toRevocation } from '../../api/answers/revocation'
import { revokeWays } from '../../api/contracts/sharing'
import { revoke } from '../../sharing/revoke'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const revokeShare = tool({
  name: 'revoke_share',
  title: 'Revoke a share',
  description:
    'Takes ways into documents away, by `kind` and `id` as who_can_open and share_document say them, and kills every URL that was handed out under them. What was revoked before counts as nothing. Tokens of agents are revoked by people, on the pages.',
  scope: 'shares:write',
  input: revokeWays.body!,
  output: answerOf(revokeWays, 200),
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  run: async (principal, { ways }) => toRevocation(await revoke(principal, ways)),
})
