import { sql, type RawBuilder } from 'kysely'
import { given } from '#db/given.ts'
import type { Caller } from '#server/platform/caller.ts'
import type { PostEntryForm } from './forms.ts'
import type { FeedSubject } from './subject.ts'

/** What is another in each entry. `named`: who may read it, its writer with them, as PostgreSQL writes an array of ids. */
export const valuesOf = (
  caller: Caller,
  { id }: FeedSubject,
  stream: string,
  { sentId, body, audience }: PostEntryForm,
) => ({
  id,
  stream,
  sentId,
  body,
  named: `{${[...audience, caller.userId].join(',')}}`,
})
type Values = ReturnType<typeof valuesOf>
export type Places = { [Name in keyof Values]: RawBuilder<Values[Name]> }

/** The places of values that come with each use of the statement. */
export const GIVEN: Places = {
  id: given('id'),
  stream: given('stream'),
  sentId: given('sentId'),
  body: given('body'),
  named: given('named'),
}

/** The values in their places, for one use. */
export const placed = ({ id, stream, sentId, body, named }: Values): Places => ({
  id: sql`${id}`,
  stream: sql`${stream}`,
  sentId: sql`${sentId}`,
  body: sql`${body}`,
  named: sql`${named}`,
})
