import { expect, it } from 'vitest'
import type { Hit } from '#server/search/hits.ts'
import { isWithin } from '../frame/reach.ts'
import { stillHeld } from './choices.ts'

const DAY = 86_400_000
const hit = (id: string, said?: Hit['said']): Hit => ({
  subject: said ? 'comments' : 'tasks',
  id,
  title: id,
  beside: null,
  ...(said && { said }),
  ref: null,
  status: null,
  path: `/${id}`,
})

it('[A7] a comment that ages out leaves what was found, and its group with the last of them; titles stay', () => {
  const at = (days: number) => new Date(-days * DAY).toISOString()
  const comments = [hit('young', { by: 'Ana', at: at(1) }), hit('old', { by: 'Ana', at: at(90) })]
  const groups = [
    { subject: 'tasks' as const, hits: [hit('task')], more: false },
    { subject: 'comments' as const, hits: comments, more: false },
  ]
  const ids = (now: number) =>
    stillHeld(groups, (said) => isWithin(90, now, said)).map(({ hits }) => hits.map(({ id }) => id))
  expect(ids(0)).toEqual([['task'], ['young', 'old']])
  expect(ids(60_000)).toEqual([['task'], ['young']])
  expect(ids(90 * DAY)).toEqual([['task']])
})
