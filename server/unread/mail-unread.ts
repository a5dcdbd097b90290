import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Absent } from '#server/access/absent.ts'
import { queueMail } from '#server/mail/queue-mail.ts'
import { languageOf } from '#server/mail/words.ts'
import type { Truth } from '#server/mail/still-true.ts'
import { addJob } from '#server/platform/add-job.ts'
import type { Portal } from '#server/platform/portal.ts'
import { digestOf, unreadOf, type UnreadPlace } from './unread-of.ts'

/** Who was never told hears of the last day at most. */
const FIRST = sql<Date>`clock_timestamp() - interval '1 day'`
/** Places that one mail names. */
const MOST = 5

/**
 * Writes one mail about everything somebody has not read since they were last told, if there is anything. It names places and numbers, no word of
 * what was said; both are decided again when it is handed over.
 */
export async function mailUnread(portal: Portal, who: Absent): Promise<void> {
  await portal.database.db.transaction().execute(async (db) => {
    const since = await sinceWhen(db, who)
    const unread = await unreadOf(db, portal, who, since)
    const total = unread?.places.length ?? 0
    if (!unread || total === 0) return
    const { viewer, places } = unread
    const { email } = await db
      .selectFrom('users')
      .select('email')
      .where('id', '=', who.userId)
      .executeTakeFirstOrThrow()
    await told(db, who, viewer.now)
    await queueMail(db, {
      kind: 'unread',
      to: email,
      locale: viewer.locale,
      timeZone: viewer.timeZone,
      values: { name: viewer.name, host: viewer.policy.hostName, where: whereIn(places, viewer.locale) },
      about: `unread:${who.userId},${who.grantId ?? ''},${since.getTime()},${digestOf(places)}`,
    })
  })
}

/**
 * Whether what such a mail says is still so, asked under the gate just before it is handed over: the same places with the same numbers, none of
 * them read, muted, taken back or out of sight meanwhile. Where something else is left unread, another mail is written about that.
 */
export async function unreadLink(db: Db, portal: Portal, about: string): Promise<Truth> {
  const [userId = '', grantId = '', time = '', digest] = about.split(',')
  const who: Absent = { userId, grantId: grantId || null }
  const since = new Date(Number(time))
  const unread = await unreadOf(db, portal, who, since)
  const [first, ...others] = unread?.places ?? []
  if (!unread || !first) return null
  if (digestOf(unread.places) !== digest) {
    await told(db, who, since)
    await addJob(db, 'unread:mail', { ...who }, { key: `unread ${userId} ${grantId || 'staff'}` })
    return null
  }
  const base = who.grantId ? `/g/${who.grantId}` : '/s'
  if (others.length === 0) return { path: base + first.path }
  // Home names what was said elsewhere.
  const isChat = unread.places.every(({ path }) => path.startsWith('/conversations/'))
  return { path: isChat ? `${base}/conversations?show=unread` : base }
}

async function sinceWhen(db: Db, { userId, grantId }: Absent): Promise<Date> {
  const row = await db
    .selectFrom('reminded')
    .select('at')
    .where('user_id', '=', userId)
    .where('grant_id', grantId === null ? 'is' : '=', grantId)
    .forUpdate()
    .executeTakeFirst()
  if (row) return row.at
  const { at } = await db.selectNoFrom(FIRST.as('at')).executeTakeFirstOrThrow()
  return at
}

const told = (db: Db, { userId, grantId }: Absent, at: Date) =>
  db
    .insertInto('reminded')
    .values({ user_id: userId, grant_id: grantId, at })
    .onConflict((on) => on.columns(['user_id', 'grant_id']).doUpdateSet({ at }))
    .execute()

/** “Rila Hotels (3), Tiles for the pool (1)” in the language of the mail. */
function whereIn(places: readonly UnreadPlace[], locale: string): string {
  const named = places.slice(0, MOST).map(({ title, count }) => `${title} (${count})`)
  return new Intl.ListFormat(languageOf(locale), { type: 'unit' }).format(
    places.length > MOST ? [...named, '…'] : named,
  )
}
