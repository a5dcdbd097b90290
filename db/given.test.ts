import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import { expect, it } from 'vitest'
import { filled, given, placedOnce } from './given.ts'

const db = new Kysely<object>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (inner) => new PostgresIntrospector(inner),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

it('a value that stands in several places of a statement is sent once, whatever stands between them', () => {
  const word = given<string>('word')
  const made = sql`select ${word}, ${'same'}, ${given('number')}, ${word}, ${'same'}, ${'last'}`.compile(db)
  const { text, parameters } = placedOnce(made.sql, made.parameters)
  expect(text).toBe('select $1, $2, $3, $1, $4, $5')
  expect(filled(parameters, { word: 'tiles', number: 7 })).toEqual(['tiles', 'same', 7, 'same', 'last'])
})
