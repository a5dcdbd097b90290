import pg from 'pg'
import { bindMessage } from './bind-message.ts'

/** A statement with the name under which a connection keeps it parsed. */
export interface Named {
  name: string
  text: string
  values: readonly unknown[]
}

/** The columns of a result as the driver made them of the connection's description. */
interface Columns {
  fields: unknown
  _parsers: unknown
  _prebuiltEmptyResultObject: unknown
}

/** What of the driver's query and connection its types leave out. */
interface Wire {
  stream: { writable: boolean; write(message: Buffer): boolean }
}
type Answered = (error: Error | null, result: pg.QueryResult) => void
interface Inner {
  name: string
  callback: Answered
  _result: Columns
  _accumulateRows: boolean
  submit(wire: Wire): Error | null
  handleRowDescription(message: unknown): void
}
const Query = pg.Query as unknown as new (text: string, values: readonly unknown[], answered: Answered) => Inner

/** What the statements that a connection keeps answer, by their names. It refuses one of which that has changed. */
const described = new WeakMap<Wire, Map<string, Columns>>()

/**
 * The driver's query of a kept statement, which has its columns described once and not each time: what is asked all the time leaves in one piece and
 * comes back without them. What the connection does not keep yet goes the driver's way.
 */
class NamedQuery extends Query {
  readonly #values: readonly unknown[]
  #wire: Wire | null = null

  constructor({ name, text, values }: Named, answered: Answered) {
    super(text, values, answered)
    this.name = name
    this.#values = values
  }

  override submit(wire: Wire): Error | null {
    const columns = described.get(wire)?.get(this.name)
    const message = columns && wire.stream.writable ? bindMessage(this.name, this.#values) : null
    if (!message) {
      this.#wire = wire
      return super.submit(wire)
    }
    Object.assign(this._result, columns)
    this._accumulateRows = true
    wire.stream.write(message)
    return null
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message)
    if (!this.#wire) return
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
    const known = described.get(this.#wire) ?? new Map<string, Columns>()
    described.set(this.#wire, known.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject }))
  }
}

/** Asks a statement that the connection keeps parsed and planned under its name; answers what the driver would. */
export function askNamed<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  statement: Named,
): Promise<pg.QueryResult<Row>> {
  return new Promise<pg.QueryResult<Row>>((done, failed) => {
    const query = new NamedQuery(statement, (error, result) => (error ? failed(error) : done(result)))
    client.query(query as unknown as pg.Submittable)
  }).catch((error: unknown) => {
    // It would lead to the socket that the error came from; as the driver does, to who asked.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  })
}
