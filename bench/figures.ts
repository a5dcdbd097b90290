import { writeFileSync } from 'node:fs'

/** One of our figures beside its limit. */
export interface Figure {
  id: string
  what: string
  ours: number
  limit: number
  /** ours / limit, where the limit is a rival measured in the same run; else null. */
  ratio: number | null
  unit: string
  good: boolean
}

/** The figures of one run, in the order in which they were taken. */
export class Figures {
  readonly #all: Figure[] = []

  /** A figure that must not be above a fixed limit. */
  atMost(id: string, what: string, ours: number, limit: number, unit: string): void {
    this.#add({ id, what, ours, limit, ratio: null, unit, good: ours <= limit })
  }

  /** A figure that must not be below a fixed limit. */
  atLeast(id: string, what: string, ours: number, limit: number, unit: string): void {
    this.#add({ id, what, ours, limit, ratio: null, unit, good: ours >= limit })
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

  get good(): boolean {
    return this.#all.every(({ good }) => good)
  }

  print(): void {
    const cell = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
    console.log('\n| id | figure | ours | limit | ratio | |\n| --- | --- | ---: | ---: | ---: | --- |')
    for (const { id, what, ours, limit, ratio, unit, good } of this.#all)
      console.log(
        `| ${id} | ${what} | ${cell(ours)} ${unit} | ${cell(limit)} ${unit} | ${ratio === null ? '' : `${ratio.toFixed(2)}×`} | ${good ? 'within' : 'BEYOND'} |`,
      )
  }

  write(file: string): void {
    const rows = this.#all.map(({ id, ours, limit, ratio, unit }) => ({ id, ours, limit, ratio, unit }))
    writeFileSync(file, JSON.stringify(rows, null, 2))
  }

  #add(figure: Figure): void {
    this.#all.push(figure)
    const { id, ours, limit, unit, good } = figure
    console.log(`${good ? '✓' : '✗'} ${id.padEnd(9)} ${ours.toFixed(1)} beside ${limit.toFixed(1)} ${unit}`)
  }
}
