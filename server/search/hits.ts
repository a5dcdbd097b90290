import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ContractStatus, TaskStatus } from '#server/access/facts.ts'
import type { ProjectStatus } from '#server/projects/catalogue.ts'
import { holds } from './words.ts'

/** What can be found, in the order in which it is shown. */
export const SUBJECTS = ['tasks', 'projects', 'contracts', 'conversations', 'accounts', 'contacts', 'staff'] as const
export type Subject = (typeof SUBJECTS)[number]

/** Something that was found, as its reader may see it. */
export interface Hit {
  subject: Subject
  id: string
  title: string
  /** What tells it from others of its name: the project, the account, the address. */
  beside: string | null
  ref: string | null
  status:
    | { of: 'task'; is: TaskStatus }
    | { of: 'project'; is: ProjectStatus }
    | { of: 'contract'; is: ContractStatus }
    | null
  /** Where its page is, below the reader's own prefix. */
  path: string
}

/** What is asked of a subject: those that hold the words, or with `ids` these very ones. */
export interface Asked {
  words: readonly string[]
  ids: readonly string[] | null
}

/** Rows of one subject. */
export const MOST = 8
/** One more than are shown tells whether there are more. */
export const ROWS = MOST + 1

/** The rows that are asked for: by their ids, or by what `found` says of the words. */
export const askedFor = (
  { ids, words }: Asked,
  id: RawBuilder<unknown>,
  found: (words: readonly string[]) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> => (ids ? sql<SqlBool>`${id} = any(${sql.val(ids)}::uuid[])` : found(words))

/** The searched text of an account or a contact. */
export const nameAndAddress = (table: string): RawBuilder<string> =>
  sql<string>`${sql.ref(`${table}.name`)} || ' ' || coalesce(${sql.ref(`${table}.email`)}, '')`

/** It belongs to an account whose name or address holds the words. */
export const ofAccounts = (accountId: RawBuilder<unknown>, words: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${accountId} = any(array(select n.id from accounts n where ${holds(nameAndAddress('n'), words)}))`
