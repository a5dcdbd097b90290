import { sql, type SqlBool } from 'kysely'
import type { ReasonId } from '#server/access/can.ts'
import { partnersOf, type Partner } from '#server/access/may-talk.ts'
import { anywhere } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { readOnly } from './list-conversations.ts'

/** A conversation one may have, and the fields that open it. */
export interface PartnerView {
  kind: Partner['kind']
  title: string
  face: string
  account: string | null
  opens: { name: 'accountId' | 'projectId' | 'grantId' | 'staffId'; value: string }
}

/** Rows of the list; who looks for more says what for. */
const MOST = 60

/** Everybody and everything one may talk with, by name; nobody for who writes nowhere (`readOnly` says why). `q` looks in names. Errors: `NotFound`. */
export async function listPartners(
  { db, viewer, must }: Look,
  query: URLSearchParams,
): Promise<{ partners: PartnerView[]; q: string; more: boolean; readOnly: ReasonId | null }> {
  must('conversation.list')
  const q = (query.get('q') ?? '').trim().slice(0, 100)
  const closed = readOnly(viewer)
  if (closed) return { partners: [], q, more: false, readOnly: closed }
  const { rows } = await sql<Partner>`
    select w.* from (${partnersOf(viewer)}) w
    where ${q === '' ? sql<SqlBool>`true` : sql<SqlBool>`concat_ws(' ', w.title, w.account) ilike ${anywhere(q)}`}
    order by case w.kind when 'account' then 1 when 'direct' then 2 else 3 end, lower(w.title), w.id limit ${MOST + 1}`.execute(
    db,
  )
  return {
    partners: rows.slice(0, MOST).map((row) => viewPartner(row, viewer.staff !== null)),
    q,
    more: rows.length > MOST,
    readOnly: null,
  }
}

/** Those of one account, for its page. */
export async function partnersIn({ db, viewer }: Look, accountId: string): Promise<PartnerView[]> {
  const { rows } =
    await sql<Partner>`select w.* from (${partnersOf(viewer)}) w where w.account_id = ${accountId}`.execute(db)
  return rows.map((row) => viewPartner(row, viewer.staff !== null))
}

/** Whether one may talk in a project's conversation. */
export async function talksAbout({ db, viewer }: Look, projectId: string): Promise<boolean> {
  const { rows } =
    await sql`select from (${partnersOf(viewer)}) w where w.kind = 'project' and w.id = ${projectId}`.execute(db)
  return rows.length > 0
}

const viewPartner = ({ kind, id, title, face, account }: Partner, staff: boolean): PartnerView => ({
  kind,
  title,
  face,
  account,
  opens: {
    name: kind === 'account' ? 'accountId' : kind === 'project' ? 'projectId' : staff ? 'grantId' : 'staffId',
    value: id,
  },
})
