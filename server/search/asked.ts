import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { amongAll, belonging, idsOf, isAmong, isOf, NONE, type Belonging, type Few, type FewOf } from './few.ts'

/** What is asked of a subject: those that hold the words, or with `ids` these very ones. */
export interface Asked {
  words: readonly string[]
  ids: readonly string[] | null
  /** The accounts that hold the words: what belongs to them is found by them too. */
  accounts: Few
  fewOf: FewOf
}

/** These very ones, by nothing else. */
export const byIds = (ids: readonly string[]): Asked => ({
  words: [],
  ids,
  accounts: NONE,
  fewOf: () => Promise.resolve(NONE),
})

/** The rows that are asked for: by their ids, or by what `found` says of the words. */
export const askedFor = (
  { ids }: Asked,
  id: RawBuilder<unknown>,
  found: () => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> => (ids ? sql<SqlBool>`${id} = any(${sql.val(ids)}::uuid[])` : found())

/**
 * So many of what was made last are asked whose they are, where more accounts are called so than are known by id: all would be, where those have
 * nothing that is within reach.
 */
export const LATELY = sql.lit(300)

/** It belongs to an account whose name or address holds the words. `lately`: ids of the newest within reach, `LATELY` of them. */
export const ofAccounts = (
  id: RawBuilder<unknown>,
  accountId: RawBuilder<unknown>,
  { accounts, words }: Asked,
  lately: Expression<unknown>,
): RawBuilder<SqlBool> =>
  accounts.all
    ? isAmong(accountId, accounts)
    : sql<SqlBool>`(${isAmong(accountId, accounts)}
        or (${id} = any(array(${lately})) and ${isOf(accountId, accounts, 'accounts', words)}))`

/** All that `few` and `ofAccounts` can bring, read first; nothing is said where there are too many to list. `also` is what else can. */
export const fromFew = (
  id: RawBuilder<unknown>,
  table: Belonging,
  few: Few,
  { accounts }: Asked,
  lately: Expression<unknown>,
  ...also: readonly RawBuilder<unknown>[]
): RawBuilder<SqlBool> =>
  few.all
    ? amongAll(id, idsOf(few), belonging(table, 'account_id', accounts), ...(accounts.all ? [] : [lately]), ...also)
    : sql<SqlBool>`true`
