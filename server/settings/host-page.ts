import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { zonesWith } from '#server/platform/zones.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'

/** Settings → Your company: its name and time zone. Errors: `NotAllowed` for all but admins. */
export function hostPage(caller: Caller) {
  return look(caller, async ({ db, must }) => {
    must('settings.edit')
    const positions = await positionsOf(db, [streamOf.settings])
    const host = await db
      .selectFrom('portal_settings')
      .select(['host_name as hostName', 'time_zone as timeZone'])
      .executeTakeFirstOrThrow()
    return { host, zones: zonesWith(host.timeZone), positions }
  })
}
