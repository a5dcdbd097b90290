import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Look } from '#server/platform/look.ts'

/** The contract settings as they are. */
export interface ContractSettings {
  contractComments: boolean
  blockUpload: boolean
  blockEdit: boolean
  blockDelete: boolean
  attachmentMode: 'always' | 'until_approved'
  /** Goes up with every change of them. */
  version: number
  savedBy: string | null
  savedById: string | null
  savedAt: Date | null
}

export async function readContractSettings(db: Db): Promise<ContractSettings> {
  return db
    .selectFrom('portal_settings as s')
    .leftJoin('users as u', 'u.id', 's.saved_by')
    .select([
      's.contract_comments as contractComments',
      's.block_upload as blockUpload',
      's.block_edit as blockEdit',
      's.block_delete as blockDelete',
      's.attachment_mode as attachmentMode',
      's.version',
      'u.name as savedBy',
      's.saved_by as savedById',
      's.saved_at as savedAt',
    ])
    .executeTakeFirstOrThrow()
}

/** Somebody whom a control binds. */
export interface BoundPerson {
  id: string
  name: string
  accounts: string
  online: boolean
}

/** How many people a control binds, and the first of them, those online first: list and numbers come from one query. */
export interface Effect {
  people: number
  online: number
  names: BoundPerson[]
}

const SHOWN = 60

/** Contracts `c` on whose comments the portal's switch decides. */
const COMMENTS = sql<SqlBool>`c.comments = 'as_portal'`
/** Contracts `c` whose attachments the controls bind now. */
const ATTACHMENTS = sql<SqlBool>`((select attachment_mode from portal_settings) = 'always'
  or not exists (select from approvals ap where ap.contract_id = c.id and ap.withdrawn_at is null))`

/** Whom the contract settings bind, as of now. Errors: `NotAllowed` for all but admins. */
export async function effectOfSettings({
  db,
  must,
}: Pick<Look, 'db' | 'must'>): Promise<{ comments: Effect; attachments: Effect }> {
  must('settings.edit')
  return { comments: await effectOn(db, COMMENTS), attachments: await effectOn(db, ATTACHMENTS) }
}

/** The externals with a live grant by which they read at least one such contract. */
async function effectOn(db: Db, contracts: RawBuilder<SqlBool>): Promise<Effect> {
  const { rows } = await sql<BoundPerson & { people: number; allOnline: number }>`
    with bound as (
      select u.id, u.name, string_agg(distinct a.name, ', ' order by a.name) as accounts
      from grants g join users u on u.id = g.user_id join accounts a on a.id = g.account_id cross join portal_settings s
      where g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())
        and s.portal_on and not (s.clients_disabled and g.kind = 'client')
        and (u.frozen = 'off' and (u.frozen_until is null or u.frozen_until > clock_timestamp())) is not true
        and (a.frozen = 'off' and (a.frozen_until is null or a.frozen_until > clock_timestamp())) is not true
        and exists (select from contracts c where c.status <> 'draft' and ${contracts}
          and (c.requested_by_grant_id = g.id
            or exists (select from contract_people cp where cp.contract_id = c.id and cp.grant_id = g.id)
            or (g.kind <> 'collaborator' and g.role >= 80 and c.account_id = g.account_id)))
      group by u.id
    ), seen as (
      select b.*, exists (select from presence p join nodes n on n.id = p.node_id
        where p.user_id = b.id and n.beat_at > clock_timestamp() - interval '5 seconds') as online
      from bound b
    )
    select *, (count(*) over ())::int as people, (count(*) filter (where online) over ())::int as "allOnline"
    from seen order by online desc, name, id limit ${SHOWN}`.execute(db)
  const [first] = rows
  return {
    people: first?.people ?? 0,
    online: first?.allOnline ?? 0,
    names: rows.map(({ id, name, accounts, online }) => ({ id, name, accounts, online })),
  }
}
