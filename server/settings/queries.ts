import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { EVERY_CONTRACT } from '#server/access/catalogue.ts'
import type { Db } from '#db/database.ts'
import type { Look } from '#server/platform/look.ts'
import { peopleBound, type Effect } from './people-bound.ts'

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
const effectOn = (db: Db, contracts: RawBuilder<SqlBool>): Promise<Effect> =>
  peopleBound(
    db,
    sql`exists (select from contracts c where c.status <> 'draft' and ${contracts}
      and (c.requested_by_grant_id = g.id
        or exists (select from contract_people cp where cp.contract_id = c.id and cp.grant_id = g.id)
        or (g.kind <> 'collaborator' and g.role >= ${sql.lit(EVERY_CONTRACT)} and c.account_id = g.account_id)))`,
  )
