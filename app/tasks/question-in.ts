import type { SecondAccount } from '#server/tasks/second-account.ts'

/** The question that an action answered with instead of doing what was asked; null for any other answer. */
export const questionIn = (answer: unknown): SecondAccount | null =>
  typeof answer === 'object' && answer !== null && 'asks' in answer ? (answer.asks as SecondAccount | null) : null
