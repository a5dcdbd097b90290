import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import { look } from '#server/platform/look.ts'
import { viewMail, viewMailLine } from './views.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NEWEST: Order = { key: sql`created_at`, type: 'timestamptz', direction: 'desc' }

/** The portal's mails, newest first, for the host's admins; `q` searches addresses and subjects. */
export function listMails(caller: Caller, query: URLSearchParams) {
  return look(caller, async ({ db, must }) => {
    must('outbox.view')
    const search = query.get('q')?.trim() ?? ''
    const window = windowIn(query, NEWEST)
    const rows = await db
      .selectFrom('outbox_mails')
      .select([
        'id',
        'to_address',
        'subject',
        'created_at',
        'sent_at',
        'kept_at',
        'dropped_at',
        'attempts',
        'last_error',
      ])
      .select(sql<string>`${NEWEST.key}::text`.as('place'))
      .$if(search !== '', (rest) =>
        rest.where((eb) =>
          eb.or([eb('to_address', 'ilike', anywhere(search)), eb('subject', 'ilike', anywhere(search))]),
        ),
      )
      .where(behind(window, NEWEST, sql.ref('id')))
      .orderBy(ordered(NEWEST, sql.ref('id')))
      .limit(rowsOf(window))
      .execute()
    const { rows: shown, more } = cut(rows, window)
    return { mails: shown.map(viewMailLine), more }
  })
}

/** One mail, as it went out or was kept. */
export function readMail(caller: Caller, id: string) {
  return look(caller, async ({ db, must }) => {
    must('outbox.view')
    if (!UUID.test(id)) throw new NotFound()
    const row = await db.selectFrom('outbox_mails').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound()
    return viewMail(row)
  })
}
