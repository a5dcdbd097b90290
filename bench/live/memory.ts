import { startLimit } from '../limits/start.ts'
import { median } from '../load.ts'
import { Crowd } from './crowd.ts'
import { ourLines, pause, theirLines, WINDOWS, type Hall } from './hall.ts'
import type { Line } from './watchers.ts'

const IDLE = 2000
/** So many come and go before: what the first ones cost belongs to nobody. */
const FIRST = 200

/**
 * (e) Memory of the node for each idle, signed-in watcher, kB. Every window has a process of its own on each side: one that was full once
 * does not grow again. The portal is another process afterwards, at the same address.
 */
export async function memory(hall: Hall, url: string): Promise<void> {
  const { stage, figures } = hall
  const ours: number[] = []
  const theirs: number[] = []
  const lines = await ourLines(hall, IDLE, false)
  for (let nth = 0; nth < WINDOWS; nth++) {
    await stage.stopPortal()
    await stage.start(url)
    ours.push(await grown(stage.origin, () => Promise.resolve(stage.memory() * 1024), lines))
    const limit = await startLimit('live', url)
    const rss = async () => Number(await (await fetch(limit.origin)).text()) / 1024
    theirs.push(await grown(limit.origin, rss, theirLines(IDLE)).finally(() => limit.stop()))
  }
  const both = { ours: median(ours), rival: median(theirs), unit: 'kB' }
  figures.beside('e', 'memory for each of 2,000 idle watchers', both, { most: 1.8 })
}

async function grown(origin: string, rss: () => Promise<number>, lines: Line[]): Promise<number> {
  const crowd = new Crowd()
  try {
    await crowd.open(origin, origin, lines.slice(0, FIRST))
    await crowd.gone()
    await pause(1500)
    const before = await rss()
    await crowd.open(origin, origin, lines)
    await pause(2500)
    return ((await rss()) - before) / lines.length
  } finally {
    crowd.close()
  }
}
