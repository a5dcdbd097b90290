import { sql } from 'kysely'
import { grantRows } from '#server/accounts/grant-rows.ts'
import { decide } from '#server/access/can.ts'
import { emptyCells } from '#server/access/matrix.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { zonesWith } from '#server/platform/zones.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { LANGUAGES } from './catalogue.ts'
import { viewOwnGrant, viewSession } from './views.ts'

/** Sessions and grants of one page at most. */
const MOST = 100

/** One's own page [A15]: name, language, zone, where one is signed in, and for externals what they have access to. */
export function ownProfile(caller: Caller) {
  return look(caller, async ({ db, viewer }) => {
    const positions = await positionsOf(db, [ownStreamOf(viewer)])
    const [user, sessions, grants] = await Promise.all([
      db
        .selectFrom('users')
        .select(['name', 'email', 'login_name', 'locale', 'time_zone', 'version'])
        .where('id', '=', viewer.userId)
        .executeTakeFirstOrThrow(),
      db
        .selectFrom('sessions')
        .select(['id', 'user_agent', 'address', 'created_at', 'last_used_at'])
        .where('user_id', '=', viewer.userId)
        .where(sql<boolean>`least(expires_at, absolute_expires_at) > clock_timestamp()`)
        .orderBy('last_used_at', 'desc')
        .limit(MOST)
        .execute(),
      viewer.staff
        ? []
        : grantRows(db)
            .where('g.user_id', '=', viewer.userId)
            .orderBy(sql`lower(a.name)`)
            .orderBy('g.kind')
            .limit(MOST)
            .execute(),
    ])
    const known = LANGUAGES.find((language) => language === user.locale)
    return {
      me: {
        name: user.name,
        email: user.email,
        login: user.login_name,
        locale: known ?? LANGUAGES[0],
        timeZone: user.time_zone,
        version: user.version,
      },
      zones: zonesWith(user.time_zone),
      sessions: sessions
        .map((session) => viewSession(session, viewer.sessionId))
        .sort((a, b) => Number(b.here) - Number(a.here)),
      grants: grants.map(viewOwnGrant),
      /** What is closed today to the kinds that this person is: what their roles open is told without it. */
      emptyCells: emptyCells(viewer.policy).filter((cell) => grants.some(({ kind }) => cell.endsWith(`/${kind}`))),
      mayEdit: decide(viewer, 'profile.edit').allowed,
      positions,
    }
  })
}
export type ProfilePage = Awaited<ReturnType<typeof ownProfile>>
