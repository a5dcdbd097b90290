// Nothing of the core is imported here: in a process with a mutant this is loaded before the mutant is put in.
import pg from 'pg'

/** How a process is held up: for how long (ms), and at which answer of a passage after its news, from 0; a commit that comes earlier is chosen. */
export interface Stall {
  ms: number
  answer: number
}

/** Answers of a passage after its news that are worth choosing from: that of the news, of proofs after it, of its commit. */
export const ANSWERS = 4

let stall: Stall | null = null
let listening = false

/** Blocks this process's event loop where it hurts most: once, in a passage that has news. `blocked` hears when it begins. */
export function holdUp(asked: Stall, blocked: () => void): void {
  if (!listening) listenForNews(blocked)
  listening = true
  stall = asked
}

/** Answers of a passage behind a write: that of the write, and that of its end. */
const OF_TOLD = 2

/** What an answer is to a passage. */
interface Kind {
  isTold: boolean
  isNews: boolean
  isEnd: boolean
}

interface Answer {
  rows: { seq?: unknown }[]
}

function listenForNews(blocked: () => void): void {
  const query = Reflect.get(pg.Client.prototype, 'query') as (...all: unknown[]) => unknown
  let chosen: { client: pg.Client; left: number } | null = null
  const block = (ms: number) => {
    const end = performance.now() + ms
    stall = null
    chosen = null
    blocked()
    while (performance.now() < end);
  }
  const watched = async (client: pg.Client, answer: unknown, { isTold, isNews, isEnd }: Kind): Promise<unknown> => {
    const result = (await answer) as Answer
    if (!stall) return result
    if (isNews && !chosen && result.rows.some(({ seq }) => typeof seq === 'number' || typeof seq === 'string'))
      chosen = { client, left: isTold ? stall.answer % OF_TOLD : stall.answer }
    if (chosen?.client === client && (isEnd || chosen.left-- === 0)) block(stall.ms)
    return result
  }
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...all: unknown[]) {
    const answer = query.apply(this, all)
    if (!stall) return answer
    const [first] = all
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '')
    // Read by a pass, or told by the write that it stands behind.
    const isTold = text.includes(`'entry.posted'`)
    const isNews = isTold || text.includes('w.after, s.clock')
    if (!isNews && chosen?.client !== this) return answer
    return watched(this, answer, {
      isTold,
      isNews,
      isEnd: text === 'commit' || text.includes('pg_advisory_unlock_all'),
    })
  })
}
