import { sql, type RawBuilder } from 'kysely'
import type { Freeze } from '#server/access/viewer-row.ts'
import { FOR_EVER } from '#server/access/catalogue.ts'
import { queueMail } from '#server/mail/queue-mail.ts'
import type { MailKind } from '#server/mail/write-mail.ts'
import { Conflict, Invalid } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import { dayThatEnds, endOfDay, mustNotBeOver } from './end-of-day.ts'
import type { Freezing } from './forms.ts'

/** The last day on which user or account `of` is frozen; null without an end. */
export const lastDayFrozen = (of: 'u' | 'a'): RawBuilder<string | null> => dayThatEnds(sql.ref(`${of}.frozen_until`))

/**
 * What is stored for a freeze, or for its end. Errors: `Invalid` for a last day that is over, and for one without a freeze: whoever set it would think
 * that it holds. The day of the freeze that is undone, which stood there, is none that they set.
 */
export async function frozenAs({ db }: Pick<Work, 'db'>, { frozen, lastDay, shownLastDay }: Freezing) {
  if (!frozen && lastDay && lastDay !== shownLastDay) throw new Invalid({ lastDay: 'day_without_freeze' })
  if (frozen) await mustNotBeOver(db, lastDay, 'freeze_day_is_over')
  return { frozen, frozen_until: frozen && lastDay ? endOfDay(lastDay) : null }
}

/**
 * Nobody's freeze is overwritten unseen: `of` says whether `id` is a user's or an account's. One that came to its end meanwhile is no one's doing.
 * Errors: `Conflict`.
 */
export async function mustBeAsShown(
  { db, viewer }: Pick<Work, 'db' | 'viewer'>,
  of: 'u' | 'a',
  id: string,
  { shownFrozen, shownLastDay = '' }: Freezing,
): Promise<void> {
  if (shownFrozen === undefined) return
  const asked =
    of === 'u'
      ? db
          .selectFrom('users as u')
          .select(['u.frozen', 'u.frozen_until', lastDayFrozen('u').as('last_day')])
          .where('u.id', '=', id)
      : db
          .selectFrom('accounts as a')
          .select(['a.frozen', 'a.frozen_until', lastDayFrozen('a').as('last_day')])
          .where('a.id', '=', id)
  const { frozen, frozen_until: until, last_day: lastDay } = await asked.executeTakeFirstOrThrow()
  const asStored = shownFrozen === (frozen ?? '') && (!frozen || shownLastDay === (lastDay ?? ''))
  const over = until !== null && until <= viewer.now
  if (!asStored && !(over && shownFrozen === '')) throw new Conflict('freeze_changed')
}

/** A freeze as it is stored. */
interface Stored {
  frozen: Freeze | null
  frozen_until: Date | null
}

/**
 * Tells the Owners (L90) concerned by mail that their access was frozen or thawed: it cannot be taken from them, but suspended [A6] [A17]. Where it
 * stands as before they are told nothing.
 */
export async function tellOwners(
  { db, viewer }: Pick<Work, 'db' | 'viewer'>,
  whose: { userId: string } | { accountId: string },
  { before, after }: Record<'before' | 'after', Stored>,
): Promise<void> {
  if (standing(before, viewer.now) === standing(after, viewer.now)) return
  const { frozen, frozen_until: until } = after
  const owners = await db
    .selectFrom('grants as g')
    .innerJoin('users as u', 'u.id', 'g.user_id')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .crossJoin('portal_settings as s')
    .select(['u.id', 'u.name', 'u.email', 'u.locale', 'u.time_zone', 'a.name as account', 's.host_name'])
    .where('g.role', '=', FOR_EVER)
    .$if('userId' in whose, (rest) => rest.where('g.user_id', '=', 'userId' in whose ? whose.userId : ''))
    .$if('accountId' in whose, (rest) => rest.where('g.account_id', '=', 'accountId' in whose ? whose.accountId : ''))
    .orderBy('a.name')
    .execute()
  // An account has one Owner, seldom two.
  for (const owner of owners)
    await queueMail(db, {
      kind: kindOf(frozen, until),
      to: owner.email,
      about: `user:${owner.id}`,
      locale: owner.locale,
      timeZone: owner.time_zone,
      values: { name: owner.name, host: owner.host_name, account: owner.account, by: viewer.name },
      ...(until && { until }),
    })
}

/** What a freeze means at this moment. */
const standing = ({ frozen, frozen_until: until }: Stored, now: Date): string =>
  frozen && (!until || until > now) ? `${frozen} ${until?.toISOString() ?? ''}` : ''

function kindOf(frozen: Freeze | null, until: Date | null): MailKind {
  if (!frozen) return 'thawed'
  if (frozen === 'off') return until ? 'frozenOffUntil' : 'frozenOff'
  return until ? 'frozenReadOnlyUntil' : 'frozenReadOnly'
}
