import type { Caller } from '#server/platform/caller.ts'
import { spend } from '#server/auth/limits.ts'
import { Conflict, Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { zoneIsKnown } from '#server/platform/zones.ts'
import type { ProfileForm } from './forms.ts'
import { tellRenamed } from './tell-renamed.ts'

/**
 * Changes one's own name, language and zone [A15]. It moves the policy's version, because whom a node remembers brings them along; open
 * pages that may show the name are asked for again. Errors: `NotAllowed`; `Invalid`; `Conflict` when it was saved elsewhere meanwhile; `TooMany`.
 */
export async function saveProfile(caller: Caller, form: ProfileForm): Promise<void> {
  await spend(caller.portal, 'profile', caller.userId)
  await work.rule(caller, 'profile', async (now) => {
    const { db, viewer, must, audit } = now
    must('profile.edit')
    if (!(await zoneIsKnown(db, form.timeZone))) throw new Invalid({ timeZone: 'not_right' })
    const saved = await db
      .updateTable('users')
      .set({ name: form.name, locale: form.locale, time_zone: form.timeZone, version: form.version + 1 })
      .where('id', '=', viewer.userId)
      .where('version', '=', form.version)
      .returning('id')
      .executeTakeFirst()
    if (!saved) throw new Conflict('profile_changed')
    audit('profile', `user:${viewer.userId}`, {
      old: { name: viewer.name, locale: viewer.locale, timeZone: viewer.timeZone },
      new: { name: form.name, locale: form.locale, timeZone: form.timeZone },
    })
    await tellRenamed(now, viewer.userId)
    return { reach: { to: 'user', id: viewer.userId }, result: undefined }
  })
}
