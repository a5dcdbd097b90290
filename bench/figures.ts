import { writeFileSync } from 'node:fs'

/** The figures that a file has, in its order; others are only printed. */
const KEPT = [
  ...['a10', 'a100', 'a1000', 'b100', 'b1000', 'c', 'd-data', 'd-html'],
  ...['e', 'f-saved', 'f-frames', 'g-time', 'g-lost', 'h'],
]

/** One of our figures beside its limit. */
interface Figure {
  id: string
  what: string
  ours: number
  limit: number
  /** ours / limit; where the limit is 0, ours. */
  ratio: number
  unit: string
  good: boolean
}

type Kept = Pick<Figure, 'id' | 'unit'> & Record<'ours' | 'limit' | 'ratio', number | null>

/** The figures of one run, in the order in which they were taken. */
export class Figures {
  readonly #all: Figure[] = []
  readonly #failed: { id: string; why: string }[] = []

  /** A figure that must not be above a fixed limit. */
  atMost(id: string, what: string, ours: number, limit: number, unit: string): void {
    this.#add({ id, what, ours, limit, ratio: limit === 0 ? ours : ours / limit, unit, good: ours <= limit })
  }

  /** A figure that must not be below a fixed limit. */
  atLeast(id: string, what: string, ours: number, limit: number, unit: string): void {
    this.#add({ id, what, ours, limit, ratio: ours / limit, unit, good: ours >= limit })
  }

  /** A figure beside a rival's of the same run: their ratio must lie within `least` and `most`. */
  beside(
    id: string,
    what: string,
    { ours, rival, unit }: { ours: number; rival: number; unit: string },
    { least = 0, most = Infinity }: { least?: number; most?: number },
  ): void {
    const ratio = ours / rival
    const bound = least > 0 ? `≥ ${String(least)}×` : `≤ ${String(most)}×`
    this.#add({
      id,
      what: `${what} (${bound})`,
      ours,
      limit: rival,
      ratio,
      unit,
      good: ratio >= least && ratio <= most,
    })
  }

  /** Takes a part of the run. Where it throws, its figures are printed as failed, and the others are taken all the same. */
  async take(ids: readonly string[], part: () => Promise<void>): Promise<void> {
    try {
      await part()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      for (const id of ids) {
        this.#failed.push({ id, why })
        console.log(`✗ ${id.padEnd(9)} failed: ${why}`)
      }
    }
  }

  get good(): boolean {
    return this.#failed.length === 0 && this.#all.every(({ good }) => good)
  }

  print(): void {
    const cell = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
    console.log('\n| id | figure | ours | limit | ratio | |\n| --- | --- | ---: | ---: | ---: | --- |')
    for (const { id, what, ours, limit, ratio, unit, good } of this.#all)
      console.log(
        `| ${id} | ${what} | ${cell(ours)} ${unit} | ${cell(limit)} ${unit} | ${ratio.toFixed(2)}× | ${good ? 'within' : 'BEYOND'} |`,
      )
    for (const { id, why } of this.#failed) console.log(`| ${id} | ${why} | | | | FAILED |`)
  }

  /** One that failed has no numbers. */
  write(file: string): void {
    const rows = KEPT.flatMap((id): Kept[] => {
      if (this.#failed.some((one) => one.id === id)) return [{ id, ours: null, limit: null, ratio: null, unit: '' }]
      const taken = this.#all.find((one) => one.id === id)
      return taken ? [{ id, ours: taken.ours, limit: taken.limit, ratio: taken.ratio, unit: taken.unit }] : []
    })
    writeFileSync(file, JSON.stringify(rows, null, 2))
  }

  #add(figure: Figure): void {
    this.#all.push(figure)
    const { id, ours, limit, unit, good } = figure
    console.log(`${good ? '✓' : '✗'} ${id.padEnd(9)} ${ours.toFixed(1)} beside ${limit.toFixed(1)} ${unit}`)
  }
}
