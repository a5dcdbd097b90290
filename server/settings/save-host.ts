import type { Caller } from '#server/platform/caller.ts'
import { Conflict, Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { zoneIsKnown } from '#server/platform/zones.ts'
import { streamOf } from '#server/streams/events.ts'
import type { HostForm } from './forms.ts'

/**
 * Says what the host is called and in which time zone its days are counted. A rule: last days are counted in the zone, and nodes hold the name
 * with the policy. Errors: `NotAllowed`; `Invalid`; `Conflict` when another admin saved meanwhile.
 */
export function saveHost(caller: Caller, form: HostForm): Promise<void> {
  return work.rule(caller, 'host', async ({ db, must, audit, emit }) => {
    must('settings.edit')
    if (!(await zoneIsKnown(db, form.timeZone))) throw new Invalid({ timeZone: 'choose_one' })
    const now = await db
      .selectFrom('portal_settings')
      .select(['host_name as hostName', 'time_zone as timeZone'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    const next = { hostName: form.hostName, timeZone: form.timeZone }
    const reach = { to: 'all' } as const
    if (now.hostName === next.hostName && now.timeZone === next.timeZone) return { reach, result: undefined }
    if (now.hostName !== form.shownName || now.timeZone !== form.shownZone) throw new Conflict('host_changed')
    await db.updateTable('portal_settings').set({ host_name: next.hostName, time_zone: next.timeZone }).execute()
    audit('settings.host', 'portal', { old: now, new: next })
    emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'host' } })
    emit({ stream: streamOf.host, fact: 'host.changed', data: {} })
    return { reach, result: undefined }
  })
}
