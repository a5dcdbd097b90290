import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { attachedTo } from '#server/files/queries.ts'
import { abilitiesOf } from '#server/access/abilities.ts'
import { factsOfNote } from '#server/access/facts-of.ts'
import { behind, ordered, placeAt, windowIn, type Order } from '#server/platform/keyset.ts'
import { look, type Look } from '#server/platform/look.ts'
import { renderMarkdown } from '#server/feed/markdown.ts'
import { streamOf } from '#server/streams/events.ts'
import { clockOf, positionsOf } from '#server/streams/positions.ts'
import { readersIn } from './readers.ts'

const NEWEST: Order = { key: sql`n.created_at`, type: 'timestamptz', direction: 'desc' }
/** Each note that is shown is a stream that is watched, so there are few on a page. */
export const AT_ONCE = 20

/** The notes of an account that the viewer may see, newest first; `after`: those behind a place. Errors: `NotFound`. */
export async function notesOf({ viewer, db, scope, must }: Look, accountId: string, query: URLSearchParams) {
  must('note.list')
  const window = { ...windowIn(query, NEWEST), until: null }
  const team = viewer.staff ? [streamOf.accountTeam(accountId)] : []
  const ofAccount = await positionsOf(db, [streamOf.account(accountId), ...team])
  const rows = await scope
    .notes('note.list')
    .innerJoin('users as u', 'u.id', 'n.author_id')
    .select(['u.name as author_name', sql<string>`n.created_at::text`.as('place')])
    .select(clockOf(sql`'note:' || n.id`).as('clock'))
    .where('n.account_id', '=', accountId)
    .where(behind(window, NEWEST, sql`n.id`))
    .orderBy(sql`${ordered(NEWEST, sql`n.id`)}`)
    .limit(AT_ONCE + 1)
    .execute()
  const shown = rows.slice(0, AT_ONCE)
  const last = rows.length > AT_ONCE ? shown.at(-1) : undefined
  const here: Look = { viewer, db, scope, must }
  return {
    accountId,
    notes: await Promise.all(
      shown.map(async (row) => ({
        id: row.id,
        html: renderMarkdown(row.body),
        body: viewer.staff ? row.body : '',
        author: { id: row.author_id, name: row.author_name },
        at: row.created_at.toISOString(),
        editedAt: row.edited_at?.toISOString() ?? null,
        /** Told to the host's people only: what an external sees is shared. */
        shared: row.shared_at !== null,
        version: row.version,
        attached: await attachedTo(here, { kind: 'note', id: row.id }, factsOfNote(row)),
        abilities: abilitiesOf(viewer, factsOfNote(row)),
      })),
    ),
    /** Who of the account would see what is shared with it; for the host's people only. */
    readers: viewer.staff ? await readersIn(db, accountId) : [],
    older: last ? placeAt(last) : null,
    isFirst: window.after === null,
    positions: { ...ofAccount, ...Object.fromEntries(shown.map(({ id, clock }) => [streamOf.note(id), clock])) },
  }
}

export type Notes = Awaited<ReturnType<typeof notesOf>>

/** The page of notes that an account's own people see: what was shared with them. Errors: `NotFound`, `Shut`. */
export function sharedNotes(caller: Caller, query: URLSearchParams): Promise<Notes> {
  return look(caller, (here) => {
    here.must('note.list')
    return notesOf(here, here.viewer.grant?.accountId ?? '', query)
  })
}
