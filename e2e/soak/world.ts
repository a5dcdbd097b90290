import { randomBytes } from 'node:crypto'
import type { Db } from '#db/database.ts'
import { cast, external, type Member } from '#db/testing/cast.ts'
import type { Subject } from '../cluster/calls.ts'

/** An external of the soak. */
export interface Person extends Member {
  grantId: string
  name: string
  account: number
  kind: 'client' | 'supplier'
}

/** A task or contract of the soak, and which people take part in it. */
export interface Thing extends Subject {
  stream: string
  account: number
  people: Person[]
}

export interface World {
  cast: Awaited<ReturnType<typeof cast>>
  people: Person[]
  tasks: Thing[]
  contracts: Thing[]
  /** Every user: as an audience it is never too small. */
  everyone: string[]
}

const ACCOUNTS = 4
const PEOPLE_EACH = 9
const TASKS_EACH = 2
const ref = () => randomBytes(4).toString('hex').toUpperCase()

/**
 * Fills an empty database: accounts whose people see a task or contract only by taking part in it (L20), so that each sight hangs on
 * switches that are known. The last account's are suppliers.
 */
export async function makeWorld(db: Db): Promise<World> {
  const all = await cast(db)
  const world: World = { cast: all, people: [], tasks: [], contracts: [], everyone: [] }
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
      people.push({ ...member, name, account, kind })
    }
    world.people.push(...people)
    await addThings(db, world, { account, accountId, people })
  }
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
