import { randomUUID } from 'node:crypto'
import type { Db } from '#db/database.ts'
import {
  storeContracts,
  storeConversations,
  storeDated,
  storeNotes,
  storeProjects,
  storeTasks,
  type Placed,
} from './store-records.ts'
import { at, inDays } from './values.ts'
import { ACCOUNTS, GUESTS, STAFF, type World } from './world.ts'

const frozen = (one: World['guests'][number]) => ({
  frozen: one?.state ?? null,
  frozen_until: one?.until ? inDays(one.until) : null,
})

/** Somebody who can knock. */
export interface Knocker {
  userId: string
  grantId: string | null
  sessionId: string
}

/** Puts the world into a database; answers who can knock: each staff member, and each guest in each of their grants. */
export async function storeWorld(db: Db, world: World): Promise<Knocker[]> {
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID())
  const [staff, guests, accounts, grants] = [ids(STAFF), ids(GUESTS), ids(ACCOUNTS), ids(world.grants.length)]
  const placed: Placed = {
    staff,
    accounts,
    grants,
    projects: ids(3),
    tasks: ids(world.tasks.length),
    contracts: ids(world.contracts.length),
    who(nth) {
      if (nth < STAFF) return { user_id: at(staff, nth), grant_id: null }
      const which = (nth - STAFF) % world.grants.length
      return { user_id: at(guests, at(world.grants, which).user), grant_id: at(grants, which) }
    },
  }
  await storeRules(db, world)
  await storePeople(db, world, placed, guests)
  await storeProjects(db, world, placed)
  await storeTasks(db, world, placed)
  await storeContracts(db, world, placed)
  const conversations = await storeConversations(db, world, placed)
  await storeDated(db, world, { ...placed, conversations })
  await storeNotes(db, world, placed)
  const knockers = [
    ...staff.map((userId) => ({ userId, grantId: null })),
    ...world.grants.map((one, nth) => ({ userId: at(guests, one.user), grantId: at(grants, nth) })),
  ].map((one, nth) => ({ ...one, sessionId: `session ${nth}` }))
  const sessions = knockers.map(({ userId, sessionId }) => ({ id: sessionId, user_id: userId }))
  await db
    .insertInto('sessions')
    .values(sessions.map((one) => ({ ...one, expires_at: inDays(1), absolute_expires_at: inDays(1) })))
    .execute()
  return knockers
}

async function storeRules(db: Db, world: World): Promise<void> {
  await db.updateTable('portal_settings').set(world.settings).execute()
  if (world.empty.length === 0) return
  const cells = world.empty.map(([name, kind]) => {
    const [object = '', action = ''] = name.split('.')
    return { object, action, kind, ticked: false }
  })
  await db.insertInto('matrix_cells').values(cells).execute()
}

async function storePeople(db: Db, world: World, { staff, accounts, grants }: Placed, guests: string[]): Promise<void> {
  const ofStaff = world.staff.map((one, nth) => ({
    id: at(staff, nth),
    kind: 'staff' as const,
    name: `S${nth}`,
    email: `s${nth}@northlight.test`,
    staff_role: one.role,
    does_contracts: one.contracts,
    may_grant_access: one.access,
    ...frozen(one.frozen),
  }))
  const external = world.guests.map((one, nth) => ({
    id: at(guests, nth),
    kind: 'external' as const,
    name: `G${nth}`,
    email: `g${nth}@guest.test`,
    staff_role: null,
    does_contracts: false,
    may_grant_access: false,
    ...frozen(one),
  }))
  await db
    .insertInto('users')
    .values([...ofStaff, ...external])
    .execute()
  await db
    .insertInto('accounts')
    .values(world.accounts.map((one, nth) => ({ id: at(accounts, nth), name: `A${nth}`, ...frozen(one) })))
    .execute()
  const given = world.grants.map((one, nth) => ({
    id: at(grants, nth),
    user_id: at(guests, one.user),
    account_id: at(accounts, one.account),
    kind: one.kind,
    role: one.role,
    days_back: one.daysBack,
    expires_at: one.expires ? inDays(one.expires) : null,
    answers_id: one.answers === null ? null : at(staff, one.answers),
    suspended_at: one.suspended ? inDays(-1) : null,
  }))
  await db.insertInto('grants').values(given).execute()
}
