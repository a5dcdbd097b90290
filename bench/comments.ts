import { randomUUID } from 'node:crypto'
import type { Figures } from './figures.ts'
import { startLimit } from './limits/start.ts'
import { load, median } from './load.ts'
import type { Talk } from './live/talk.ts'
import type { Person, Stage } from './stage.ts'

const WINDOWS = 3
const TEXT = 'The tiles arrived this morning; two boxes are chipped. Photos follow.'
const FORM = 'application/x-www-form-urlencoded'

/** How `person` sends a comment on `task` through the real action. What is the same in each form is made once, as a composer keeps it. */
export const talkOf = (stage: Stage, person: Person, task: string, audience: readonly string[]): Talk => {
  const path = `${person.prefix}/feed/task/${task}`
  const headers = { origin: stage.origin, cookie: person.cookie, 'content-type': FORM }
  const form = new URLSearchParams({ intent: 'post', audience: audience.join(' ') }).toString()
  return {
    origin: stage.origin,
    shot: (text) => ({ path, headers, body: `${form}&sentId=${randomUUID()}&body=${encodeURIComponent(text)}` }),
  }
}

/** (c) Comments stored each second, 16 at a time, through the real action and through the limit, window by window in turn. */
export async function comments(
  figures: Figures,
  stage: Stage,
  { url, task, person, audience }: { url: string; task: string; person: Person; audience: readonly string[] },
): Promise<void> {
  const limit = await startLimit('store', url, task, person.userId)
  const talk = talkOf(stage, person, task, audience)
  const ours = () => ({ method: 'POST' as const, ...talk.shot(TEXT) })
  const theirs = () => ({
    method: 'POST' as const,
    path: '/',
    headers: { 'content-type': FORM },
    body: new URLSearchParams({ body: TEXT }).toString(),
  })
  const mine: number[] = []
  const rival: number[] = []
  try {
    await load(stage.origin, { at: 16, seconds: 2, shot: ours })
    await load(limit.origin, { at: 16, seconds: 2, shot: theirs })
    for (let nth = 0; nth < WINDOWS; nth++) {
      mine.push((await load(stage.origin, { at: 16, seconds: 3, shot: ours })).perSecond)
      rival.push((await load(limit.origin, { at: 16, seconds: 3, shot: theirs })).perSecond)
    }
  } finally {
    limit.stop()
  }
  figures.beside(
    'c',
    'comments stored, 16 at a time',
    { ours: median(mine), rival: median(rival), unit: '/s' },
    { least: 0.4 },
  )
}
