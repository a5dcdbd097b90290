import { sql, type Expression, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { dayThatEnds } from './end-of-day.ts'

/** What was offered and is neither accepted nor withdrawn; one whose link has run out can be woken. */
export const OPEN = sql<SqlBool>`(g.used_at is null and g.withdrawn_at is null)`

/** What became of the last mail of an invitation. */
export type MailState = 'waiting' | 'sent' | 'kept' | 'failed'

/**
 * Open invitations, named `g` as grants are in `grantRows`, with whom (`u`: the contact) and what (`a`) they would join and who would
 * answer (`s`): one list orders both.
 */
export const offerRows = (db: Db) =>
  db
    .selectFrom('invitations as g')
    .innerJoin('contacts as u', 'u.id', 'g.contact_id')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .innerJoin('users as by', 'by.id', 'g.invited_by')
    .leftJoin('users as s', 's.id', 'g.answers_id')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('outbox_mails')
          .select([MAIL_STATE.as('state'), sql<Date | null>`coalesce(sent_at, kept_at)`.as('at')])
          .where('about', '=', sql<string>`'invitation:' || g.id`)
          .orderBy('created_at', 'desc')
          .limit(1)
          .as('m'),
      (on) => on.onTrue(),
    )
    .where(OPEN)
    .select(['g.id', 'g.account_id', 'g.contact_id', 'g.kind', 'g.role', 'g.days_back', 'g.notes', 'g.answers_id'])
    .select(['u.name as user_name', 'g.email as user_email', 'a.name as account_name', 's.name as answers_name'])
    .select(['by.name as inviter_name', 'g.invited_at', 'g.expires_at', 'm.state as mail_state', 'm.at as mail_at'])
    .select([sql<boolean>`g.expires_at <= clock_timestamp()`.as('run_out'), lastDay(sql`g.grant_expires_at`)])

const MAIL_STATE = sql<MailState>`case when sent_at is not null then 'sent' when kept_at is not null then 'kept'
  when last_error is not null then 'failed' else 'waiting' end`

/** The last day, in the host's zone, of what ends at this moment. */
export const lastDay = (ends: Expression<unknown>) => dayThatEnds(ends).as('last_day')
