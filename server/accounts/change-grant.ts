import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { mustAnswer } from './enable-access.ts'
import { endOfDay } from './end-of-day.ts'
import type { ChangeGrantForm, GrantForm } from './forms.ts'
import { mustBeUnderstood, mustGive } from './may-give.ts'

/** Changes what a grant gives: role, days back, last day, suspended. In force everywhere when this returns. Errors: `NotAllowed`, `Invalid`. */
export async function changeGrant(caller: Caller, form: ChangeGrantForm): Promise<void> {
  await work.rule(caller, 'grant_changed', async ({ db, must, audit }) => {
    const before = await grantToChange({ db, must }, form.grantId)
    mustGive({ must }, form.role)
    if (before.role !== 90) mustBeUnderstood(form.role, form)
    if (
      before.role === 90 &&
      (form.role !== 90 || form.daysBack !== null || form.lastDay !== null || form.suspended === 'on')
    )
      throw new NotAllowed('owner_is_for_ever')
    if (form.role === 90 && form.suspended) throw new Invalid({ suspended: 'owner_has_no_limits' })
    await mustAnswer(db, form.answersId)
    const after = await db
      .updateTable('grants')
      .set({
        role: form.role,
        days_back: form.daysBack,
        notes: form.notes,
        answers_id: form.answersId,
        expires_at: form.lastDay ? endOfDay(form.lastDay) : null,
        suspended_at: form.suspended ? sql`coalesce(suspended_at, clock_timestamp())` : null,
      })
      .where('id', '=', form.grantId)
      .returning(['role', 'days_back', 'notes', 'answers_id', 'expires_at', 'suspended_at'])
      .executeTakeFirstOrThrow()
    const { user_id, ...old } = before
    audit('grant_changed', `grant:${form.grantId}`, { old, new: after })
    return { reach: { to: 'user', id: user_id }, result: undefined }
  })
}

/** Takes a grant away, and with it the person's part in everything of that account [A5]. Errors: `NotAllowed`. */
export async function removeGrant(caller: Caller, { grantId }: GrantForm): Promise<void> {
  await work.rule(caller, 'grant_removed', async ({ db, must, audit }) => {
    const { user_id, ...old } = await grantToChange({ db, must }, grantId)
    if (old.role === 90) throw new NotAllowed('owner_is_for_ever')
    await db.deleteFrom('grants').where('id', '=', grantId).execute()
    audit('grant_removed', `grant:${grantId}`, { old: { ...old, userId: user_id } })
    return { reach: { to: 'user', id: user_id }, result: undefined }
  })
}

async function grantToChange({ db, must }: Pick<Work, 'db' | 'must'>, id: string) {
  must('account.view')
  const grant = await db
    .selectFrom('grants')
    .select(['user_id', 'role', 'days_back', 'notes', 'answers_id', 'expires_at', 'suspended_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!grant) throw new NotFound()
  mustGive({ must }, grant.role)
  return grant
}
