import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { isAdmin } from '#server/access/viewer.ts'
import type { Look } from '#server/platform/look.ts'

/** What a new portal needs before a client can work in it, in this order. */
const STEPS = ['staff', 'account', 'contact', 'access', 'project'] as const
type Step = (typeof STEPS)[number]

export interface NextStep {
  step: Step
  done: boolean
  /** Who has no colleagues is not waited for. */
  optional: boolean
  /** Where it is done; null while what it stands on is not there: a project is never given to somebody later. */
  to: string | null
}

/**
 * How far a new portal has come, for whoever sets it up; null for all others, and once a client can work in it. Nothing is kept: it is
 * read off what there is.
 */
export async function nextSteps({ viewer, db, scope }: Pick<Look, 'viewer' | 'db' | 'scope'>) {
  if (!isAdmin(viewer)) return null
  const [{ rows }, project] = await Promise.all([
    sql<Record<Exclude<Step, 'project'>, boolean>>`select
      (select count(*) > 1 from (select from users where kind = 'staff' and removed_at is null limit 2) two) as staff,
      exists (select from accounts) as account,
      exists (select from contacts) as contact,
      (exists (select from grants) or exists (select from invitations where used_at is null and withdrawn_at is null)) as access`.execute(
      db,
    ),
    scope
      .projects('project.list')
      .clearSelect()
      .select('p.id')
      .where('p.account_id', 'is not', null)
      .limit(1)
      .executeTakeFirst(),
  ])
  const is = rows[0] && { ...rows[0], project: project !== undefined }
  if (!is || STEPS.every((step) => step === 'staff' || is[step])) return null
  const places = await placesOf(db)
  return STEPS.map((step): NextStep => ({ step, done: is[step], optional: step === 'staff', to: places[step] }))
}

/** Where each step is done: with the first account, and with whom one turns to first there. */
async function placesOf(db: Db): Promise<Record<Step, string | null>> {
  const account = await db
    .selectFrom('accounts')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const contact = await db
    .selectFrom('contacts')
    .select(['id', 'account_id'])
    .orderBy('is_primary', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return {
    staff: '/s/settings/staff?add=1',
    account: '/s/accounts/new',
    contact: account ? `/s/accounts/${account.id}?contact=new` : null,
    access: contact ? `/s/accounts/${contact.account_id}?enable=${contact.id}` : null,
    project: account ? '/s/projects/new' : null,
  }
}
