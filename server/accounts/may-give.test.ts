import { describe, expect, it } from 'vitest'
import { decide } from '#server/access/can.ts'
import { FOR_EVER, ROLES, asksFirst, rolesFor, takesLimits } from '#server/access/catalogue.ts'
import { mila } from '#server/access/testing/viewers.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { mostGiven, mustFit, mustGive } from './may-give.ts'

const whether = (fn: () => void): boolean => {
  try {
    fn()
    return true
  } catch {
    return false
  }
}
const must = (viewer: Viewer) => (action: Parameters<typeof decide>[1]) => {
  if (!decide(viewer, action).allowed) throw new Error(action)
}
const free = { daysBack: null, lastDay: null, understood: 'on' } as const

describe('the roles that are offered', () => {
  it.each([
    ['an admin', mila({ role: 'admin' }), ROLES],
    ['staff who may grant access', mila({ mayGrantAccess: true }), [10, 20, 30, 40]],
    ['staff who may not', mila(), []],
    ['an admin who may only read', { ...mila({ role: 'admin' }), frozen: 'read_only' as const }, []],
  ])('[A3] [A20] to %s are those that a Save takes from them', (_, viewer, roles) => {
    const most = mostGiven(viewer)
    expect(most === null ? [] : rolesFor(most)).toEqual(roles)
    expect(ROLES.filter((role) => whether(() => mustGive({ must: must(viewer) }, role)))).toEqual(roles)
  })

  it.each(ROLES)('[A6] for a grant of L%i are those to which a Save changes it', (from) => {
    const taken = ROLES.filter((role) => whether(() => mustFit({ role, ...free }, from)))
    expect(rolesFor(FOR_EVER, from)).toEqual(taken)
    expect(taken).toEqual(from === FOR_EVER ? [FOR_EVER] : ROLES)
  })

  it.each(ROLES)('[A6] with L%i limits and the warning are asked for as a Save wants them', (role) => {
    for (const limit of [{ daysBack: 30 }, { lastDay: '2999-01-01' }, { suspended: 'on' as const }])
      expect(whether(() => mustFit({ role, ...free, ...limit }))).toBe(takesLimits(role))
    for (const from of [undefined, ...ROLES.filter((one) => one !== FOR_EVER)])
      expect(whether(() => mustFit({ role, daysBack: null, lastDay: null }, from))).toBe(!asksFirst(role, from))
  })
})

it('[A6] all that is in the way of an Owner is said at once, each at its field', () => {
  const limits = { daysBack: 30, lastDay: '2999-01-01', suspended: 'on' } as const
  expect(() => mustFit({ role: FOR_EVER, ...limits }, 80)).toThrow(
    expect.objectContaining({
      fields: {
        daysBack: { key: 'owner_has_no_days' },
        lastDay: { key: 'owner_has_no_last_day' },
        suspended: { key: 'owner_is_not_suspended' },
        understood: { key: 'owner_understood' },
      },
    }),
  )
})
