import { sql } from 'kysely'
import { FOR_EVER } from '#server/access/catalogue.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { tellGrant, tellNavigators, tellReaders } from './tell.ts'
import { mustAnswer } from './enable-access.ts'
import { endOfDay, mustNotBeOver } from './end-of-day.ts'
import type { ChangeGrantForm, GrantForm } from './forms.ts'
import { lastDay } from './offer-rows.ts'
import { mustFit, mustGive } from './may-give.ts'

/** Changes what a grant gives: role, days back, last day, suspended. In force everywhere when this returns. Errors: `NotAllowed`, `Invalid`, `Conflict`. */
export async function changeGrant(caller: Caller, form: ChangeGrantForm): Promise<void> {
  await work.rule(caller, 'grant_changed', async (now) => {
    const { userId } = await change(now, form)
    tellNavigators(now)
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}

/** Takes a grant away, and with it the person's part in everything of that account [A5]. Errors: `NotAllowed`, `Conflict`. */
export async function removeGrant(caller: Caller, form: GrantForm): Promise<void> {
  await work.rule(caller, 'grant_removed', async (now) => {
    const { userId } = await remove(now, form)
    tellNavigators(now)
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}

/** The change itself, as a part of a change of rules. */
export async function change(now: Work, form: ChangeGrantForm): Promise<{ userId: string }> {
  const { db, must, audit } = now
  const before = await grantToChange(now, form.grantId, form.version)
  mustGive({ must }, form.role)
  mustFit(form, before.role)
  // What has ended already can be changed without being opened again.
  if (form.lastDay !== before.last_day) await mustNotBeOver(db, form.lastDay)
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
      version: sql`version + 1`,
    })
    .where('id', '=', form.grantId)
    .returning(['role', 'days_back', 'notes', 'answers_id', 'expires_at', 'suspended_at'])
    .executeTakeFirstOrThrow()
  const { user_id: userId, version: _, last_day: __, ...old } = before
  audit('grant_changed', `grant:${form.grantId}`, { old, new: after })
  tellGrant(now, form.grantId)
  await tellReaders(now, [form.grantId])
  return { userId }
}

/** The removal itself, as a part of a change of rules. */
export async function remove(now: Work, { grantId, version }: GrantForm): Promise<{ userId: string }> {
  const { user_id: userId, last_day: _, ...old } = await grantToChange(now, grantId, version)
  if (old.role === FOR_EVER) throw new NotAllowed('owner_is_for_ever')
  await tellReaders(now, [grantId])
  const gone = await now.db
    .deleteFrom('grants')
    .where('id', '=', grantId)
    .returning(['account_id as accountId', 'kind', 'created_at as since'])
    .executeTakeFirstOrThrow()
  // All that `earlierAccess` tells of it later.
  now.audit('grant_removed', `grant:${grantId}`, { old: { ...old, ...gone, userId } })
  return { userId }
}

/** The grant as it is, for whoever may give as much. Errors: `NotAllowed`, `NotFound`, and `Conflict` where it is not what was `seen`. */
export async function grantToChange({ db, must }: Pick<Work, 'db' | 'must'>, id: string, seen: number | undefined) {
  must('account.view')
  // Who may change nothing hears that, also of a grant that is gone.
  must('access.grant')
  const grant = await db
    .selectFrom('grants as g')
    .innerJoin('users as u', 'u.id', 'g.user_id')
    .select(['g.user_id', 'g.role', 'g.days_back', 'g.notes', 'g.answers_id', 'g.expires_at', 'g.suspended_at'])
    .select(['g.version', 'u.name'])
    .select(lastDay(sql`g.expires_at`))
    .where('g.id', '=', id)
    .executeTakeFirst()
  // A grant that was shown and is gone was removed meanwhile; one that never was is not found.
  if (!grant) throw seen === undefined ? new NotFound() : new Conflict('grant_gone')
  mustGive({ must }, grant.role)
  const { name, ...row } = grant
  if (seen !== undefined && row.version !== seen) throw new Conflict('grant_changed', { name })
  return row
}
