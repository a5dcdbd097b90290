import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '#db/database.ts'
import { cast, external, type Member } from '#db/testing/cast.ts'
import { positionsOf } from '#server/streams/positions.ts'
import type { Subject } from '../cluster/calls.ts'

/** An external of the soak. */
export interface Person extends Member {
  grantId: string
  name: string
  account: number
  accountId: string
  kind: 'client' | 'supplier'
}

/** Somebody of the host. */
export interface Staff extends Member {
  grantId: null
  name: string
  kind: 'staff'
  /** Sees every task and its team's stream; all of them see every contract. */
  seesTasks: boolean
}

export type Actor = Person | Staff

/** A task or contract of the soak, and which people take part in it. */
export interface Thing extends Subject {
  stream: string
  account: number
  people: Person[]
}

export interface World {
  cast: Awaited<ReturnType<typeof cast>>
  people: Person[]
  staff: Staff[]
  tasks: Thing[]
  /** The streams on which the staff of each project is told of, and to whose people. */
  projects: { stream: string; accountId: string }[]
  contracts: Thing[]
  /** Every user: as an audience it is never too small. */
  everyone: string[]
  /** Comments that are there from the start, older than any days back: by their senders' ids. */
  old: string[]
}

/** What every comment for the team alone says, and nothing else. */
export const TEAM_WORDS = 'For the team alone:'
/** The team's own stream of a task. */
export const teamOf = (stream: string): string => `${stream}/team`
/** Where an account's people and the host's hear that others read. */
export const readersOf = (accountId: string): string => `account:${accountId}/readers`
/** Somebody's own stream. */
export const ownOf = ({ grantId, userId }: Member): string => (grantId ? `grant:${grantId}` : `staff:${userId}`)

const ACCOUNTS = 4
const PEOPLE_EACH = 9
const TASKS_EACH = 2
const ref = () => randomBytes(4).toString('hex').toUpperCase()

/** Comments of each thing that days back (30, where they are on) do not reach. */
const OLD_EACH = 2
const LONG_AGO = new Date(Date.now() - 60 * 24 * 60 * 60 * 1000)

/**
 * Fills an empty database: accounts whose people see a task or contract only by taking part in it (L20), so that each sight hangs on
 * switches that are known. The last account's are suppliers.
 */
export async function makeWorld(db: Db): Promise<World> {
  const all = await cast(db)
  const staff = [
    { ...all.mila, name: 'Mila', kind: 'staff', seesTasks: true },
    { ...all.adam, name: 'Adam', kind: 'staff', seesTasks: true },
    { ...all.petar, name: 'Petar', kind: 'staff', seesTasks: false },
  ] as const
  const world: World = {
    cast: all,
    people: [],
    staff: [...staff],
    tasks: [],
    projects: [],
    contracts: [],
    everyone: [],
    old: [],
  }
  for (let account = 0; account < ACCOUNTS; account++) {
    const kind = account === ACCOUNTS - 1 ? 'supplier' : 'client'
    const accountId = (
      await db
        .insertInto('accounts')
        .values({ name: `Account ${account}`, is_supplier: true })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
    const people: Person[] = []
    for (let nth = 0; nth < PEOPLE_EACH; nth++) {
      const name = `Person ${account}-${nth}`
      const email = `p${account}.${nth}@soak.example`
      const member = await external(db, { name, email, accountId, role: 20, kind, answersId: all.mila.userId })
      people.push({ ...member, name, account, accountId, kind })
    }
    world.people.push(...people)
    await addThings(db, world, { account, accountId, people })
  }
  for (const { stream } of [...world.tasks, ...world.contracts]) await addOld(db, world, stream)
  world.everyone = (await db.selectFrom('users').select('id').execute()).map(({ id }) => id)
  return world
}

async function addThings(
  db: Db,
  world: World,
  { account, accountId, people }: { account: number; accountId: string; people: Person[] },
): Promise<void> {
  const { mila, victor } = world.cast
  const project = await db
    .insertInto('projects')
    .values({
      ref: ref(),
      name: `Project ${account}`,
      account_id: accountId,
      manager_id: mila.userId,
      status: 'active',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('project_staff')
    .values({ project_id: project.id, user_id: mila.userId, role: 'client_manager' })
    .execute()
  world.projects.push({ stream: `project:${project.id}/readers`, accountId })
  for (let nth = 0; nth < TASKS_EACH; nth++) {
    const { id } = await db
      .insertInto('tasks')
      .values({ ref: ref(), project_id: project.id, title: `Task ${account}-${nth}`, author_id: mila.userId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const part = people.filter((_, at) => at % TASKS_EACH === nth || at < 3)
    await db
      .insertInto('task_people')
      .values(
        part.map(({ userId, grantId }) => ({ task_id: id, user_id: userId, grant_id: grantId, role: 'participant' })),
      )
      .execute()
    world.tasks.push({ kind: 'task', id, stream: `task:${id}`, account, people: part })
  }
  const { id } = await db
    .insertInto('contracts')
    .values({
      ref: ref(),
      title: `Contract ${account}`,
      body: 'Text.',
      account_id: accountId,
      owner_id: victor.userId,
      status: 'in_review',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const part = people.slice(0, 5)
  await db
    .insertInto('contract_people')
    .values(
      part.map(({ userId, grantId }) => ({ contract_id: id, user_id: userId, grant_id: grantId, role: 'reviewer' })),
    )
    .execute()
  world.contracts.push({ kind: 'contract', id, stream: `contract:${id}`, account, people: part })
}

/** What was said long ago, and is told of now: it is dated as it was said. */
async function addOld(db: Db, { cast: { mila }, old }: World, stream: string): Promise<void> {
  const begins = (await positionsOf(db, [stream]))[stream] ?? 0
  for (let seq = begins + 1; seq <= begins + OLD_EACH; seq++) {
    const sentId = randomUUID()
    old.push(sentId)
    const { id } = await db
      .insertInto('feed_entries')
      .values({ stream, seq, at: LONG_AGO, author_id: mila.userId, sent_id: sentId, body: 'Long ago.' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('events')
      .values({ stream, seq, fact: 'entry.posted', data: { entryId: id } })
      .execute()
  }
  await db
    .insertInto('streams')
    .values({ name: stream, clock: begins + OLD_EACH, oldest: begins + 1 })
    .execute()
}
