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

/** The parameters of one use. Throws where a value that has a place is not brought: a statement never goes without. */
export const filled = (parameters: readonly unknown[], values: Readonly<Record<string, unknown>>): unknown[] =>
  parameters.map((one) => {
    if (!(one instanceof Given)) return one
    if (!Object.hasOwn(values, one.name)) throw new Error(`The statement was given no ${one.name}.`)
    return values[one.name]
  })
