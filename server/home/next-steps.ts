import { sql } from 'kysely'
import { isAdmin } from '#server/access/viewer.ts'
import type { Look } from '#server/platform/look.ts'

/** What a new portal needs before a client can work in it, in this order. */
const STEPS = ['staff', 'account', 'contact', 'access', 'project'] as const
export interface NextStep {
  step: (typeof STEPS)[number]
  done: boolean
  /** Where it is done. */
  to: string
}

/**
 * How far a new portal has come, for whoever sets it up; null for all others, and once a client can work in it. Nothing is kept: it is
 * read off what there is. Who has no colleagues is not waited for.
 */
export async function nextSteps({
  viewer,
  db,
  scope,
}: Pick<Look, 'viewer' | 'db' | 'scope'>): Promise<NextStep[] | null> {
  if (!isAdmin(viewer)) return null
  const [{ rows }, project] = await Promise.all([
    sql<Record<'staff' | 'account' | 'contact' | 'access', boolean> & { firstAccount: string | null }>`select
      (select count(*) > 1 from (select from users where kind = 'staff' limit 2) two) as staff,
      exists (select from accounts) as account,
      exists (select from contacts) as contact,
      (exists (select from grants) or exists (select from invitations where used_at is null and withdrawn_at is null)) as access,
      (select id from accounts order by created_at, id limit 1) as "firstAccount"`.execute(db),
    scope.projects('project.list').clearSelect().select('p.id').limit(1).executeTakeFirst(),
  ])
  const is = rows[0] && { ...rows[0], project: project !== undefined }
  if (!is || STEPS.every((step) => step === 'staff' || is[step])) return null
  const places: Record<NextStep['step'], string> = {
    staff: '/s/settings/staff?add=1',
    account: '/s/accounts/new',
    contact: is.firstAccount ? `/s/accounts/${is.firstAccount}?contact=new` : '/s/accounts',
    access: '/s/access?add=1',
    project: '/s/projects/new',
  }
  return STEPS.map((step) => ({ step, done: is[step], to: places[step] }))
}
