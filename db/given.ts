import { sql, type RawBuilder } from 'kysely'

/** Stands among a statement's parameters where the value of each use will. */
class Given {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** The place of a value in a statement that is compiled once and used often. */
export const given = <T>(name: string): RawBuilder<T> => sql<T>`${new Given(name)}`

/** The same statement with each place once among its parameters, however often it stands in the text: what comes for it is sent once. */
export function placedOnce(text: string, parameters: readonly unknown[]): { text: string; parameters: unknown[] } {
  const kept: unknown[] = []
  const numbers = new Map<string, number>()
  const numberOf = parameters.map((one) => {
    const known = one instanceof Given ? numbers.get(one.name) : undefined
    if (known !== undefined) return known
    const number = kept.push(one)
    if (one instanceof Given) numbers.set(one.name, number)
    return number
  })
  return {
    text: text.replace(/\$(\d+)/g, (_, nth: string) => `$${String(numberOf[Number(nth) - 1])}`),
    parameters: kept,
  }
}

/** The parameters of one use. Throws where a value that has a place is not brought: a statement never goes without. */
export const filled = (parameters: readonly unknown[], values: Readonly<Record<string, unknown>>): unknown[] =>
  parameters.map((one) => {
    if (!(one instanceof Given)) return one
    if (!Object.hasOwn(values, one.name)) throw new Error(`The statement was given no ${one.name}.`)
    return values[one.name]
  })
