import { FOR_EVER } from '#server/access/catalogue.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotAllowed } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { grantToChange } from './change-grant.ts'
import type { GrantForm } from './forms.ts'
import { suspend } from './switch-access.ts'

/**
 * Pauses one grant: what it takes part in stays with it, and opens again when it is resumed. In force everywhere when this returns.
 * Errors: `NotAllowed`, `NotFound`, `Conflict`.
 */
export function suspendGrant(caller: Caller, { grantId, version }: GrantForm): Promise<void> {
  return work.rule(caller, 'grant_suspended', async (now) => {
    const { user_id: userId, role } = await grantToChange(now, grantId, version)
    if (role === FOR_EVER) throw new NotAllowed('owner_is_for_ever')
    await suspend(now, [{ id: grantId }], true)
    now.audit('grant_suspended', `grant:${grantId}`, {})
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
