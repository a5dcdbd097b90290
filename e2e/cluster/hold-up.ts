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
interface Asked {
  text?: string
  submit?: unknown
  callback?: (error: Error | null, answer?: Answer) => void
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
  const heard = (client: pg.Client, { rows }: Answer, { isTold, isNews, isEnd }: Kind): void => {
    if (!stall) return
    if (isNews && !chosen && rows.some(({ seq }) => typeof seq === 'number' || typeof seq === 'string'))
      chosen = { client, left: isTold ? stall.answer % OF_TOLD : stall.answer }
    if (chosen?.client === client && (isEnd || chosen.left-- === 0)) block(stall.ms)
  }
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...all: unknown[]) {
    const [first] = all
    const asked = (typeof first === 'string' ? { text: first } : first) as Asked | undefined
    const text = asked?.text ?? ''
    // Read by a pass, or told by the write that it stands behind.
    const isTold = text.includes(`'entry.posted'`)
    const isNews = isTold || text.includes('w.after, s.clock')
    if (!stall || (!isNews && chosen?.client !== this)) return query.apply(this, all)
    const kind = { isTold, isNews, isEnd: text === 'commit' || text.includes('pg_advisory_unlock_all') }
    // Who brings a query of their own has it call them.
    if (asked?.submit) {
      const { callback } = asked
      asked.callback = (error, answer) => {
        if (answer) heard(this, answer, kind)
        callback?.(error, answer)
      }
      return query.apply(this, all)
    }
    // The pool's own queries are answered by a function of its own, and belong to no passage.
    return (query.apply(this, all) as Promise<Answer> | undefined)?.then((answer) => {
      heard(this, answer, kind)
      return answer
    })
  })
}
