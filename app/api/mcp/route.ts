import { answerMcp } from '@/lib/mcp/answer'

export const GET = answerMcp
export const POST = answerMcp
export const DELETE = answerMcp
