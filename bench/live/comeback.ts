import { median } from '../load.ts'
import { Crowd } from './crowd.ts'
import { clockOf, ourLines, pause, WINDOWS, type Hall } from './hall.ts'
import { talk } from './talk.ts'

const AWAY = 500

/** (g) 500 clients are away while 100 comments are written, and come back at once. */
export async function comeback(hall: Hall): Promise<void> {
  const { stage, pool, task, figures } = hall
  const { origin } = stage
  const times: number[] = []
  const wrong = { lost: 0, doubled: 0 }
  for (let nth = 0; nth < WINDOWS; nth++) {
    const crowd = new Crowd()
    try {
      await crowd.open(origin, origin, await ourLines(hall, AWAY))
      await pause(500)
      await crowd.away()
      await pause(500)
      const said = await talk(hall.ours, 50, 2)
      times.push(await crowd.again(origin, origin, await clockOf(pool, task)))
      // What would come twice may come later.
      await pause(300)
      const { lost, doubled } = await crowd.tally(said)
      wrong.lost += lost
      wrong.doubled += doubled
    } finally {
      crowd.close()
    }
  }
  figures.atMost('g-time', '500 clients come back to 100 comments: all have them', median(times), 3000, 'ms')
  // Of three times: neither makes up for the other.
  const what = `of these, lost (${String(wrong.lost)}) or told twice (${String(wrong.doubled)})`
  figures.atMost('g-lost', what, wrong.lost + wrong.doubled, 0, '')
}
