import { useSearchParams } from '@remix-run/react'
import { TOLD, type Done } from '#server/accounts/catalogue.ts'
import { useFrame } from '../frame/frame-context.ts'

/** What was just done, by its key in `accounts:told`; null when nothing was. */
export function useTold(): Done['told'] | null {
  const [query] = useSearchParams()
  return TOLD.find((one) => one === query.get('told')) ?? null
}

/** How it is said: what wrote a mail that is kept here and not sent is no more than half done. */
export function useTone(told: Done['told'] | null): 'good' | 'warn' {
  const { sendsMail } = useFrame().frame
  return told && MAILED.has(told) && !sendsMail ? 'warn' : 'good'
}

/** What was a change of rules: how many screens were told is shown beside it. */
export const RULES: ReadonlySet<Done['told']> = new Set([
  'changed',
  'removed',
  'suspended',
  'resumed',
  'frozen',
  'saved',
])

/** What wrote a mail: what becomes of it is said beside it. */
export const MAILED: ReadonlySet<Done['told']> = new Set(['enabled', 'sent_again'])
