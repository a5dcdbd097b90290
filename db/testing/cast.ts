import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '../database.ts'
import { gateMode } from '../gated-dialect.ts'
import { sinceLongAgo } from './long-ago.ts'

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const ref = () => randomBytes(4).toString('hex').toUpperCase()

/** Somebody of the cast: `grantId` is null for staff. `token` is what their cookie would hold. */
export interface Member {
  userId: string
  grantId: string | null
  sessionId: string
  token: string
}

/** What forms name somebody by; their own stream is called so, too. */
export const keyOf = ({ userId, grantId }: Pick<Member, 'userId' | 'grantId'>): string =>
  grantId ? `grant:${grantId}` : `staff:${userId}`

/**
 * The people whom tests speak of, in a fresh database: Northlight's Nora (owner), Adam (admin), Mila (manager of Rila's project,
 * may grant access), Petar (member, may not), Victor (contracts); Rila's Ana (L40, 90 days back), Boris (L20), Vera (L80);
 * Corvin's Claire (L80); Jonas, a collaborator on Rila's contract. Ana and Boris take part in `taskOfRila`; Ana reviews and
 * Boris approves `contractOfRila`, which is in review.
 */
export async function cast(db: Db) {
  const staff = async (
    name: string,
    role: 'owner' | 'admin' | 'member',
    ticks: { mayGrantAccess?: boolean; doesContracts?: boolean } = {},
  ) => {
    const { id } = await db
      .insertInto('users')
      .values({
        kind: 'staff',
        name,
        email: `${name.toLowerCase()}@northlight.example`,
        login_name: name.toLowerCase(),
        staff_role: role,
        may_grant_access: ticks.mayGrantAccess ?? false,
        does_contracts: ticks.doesContracts ?? false,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return session(db, id, null)
  }
  const account = async (name: string) =>
    (await db.insertInto('accounts').values({ name }).returning('id').executeTakeFirstOrThrow()).id
  const [nora, adam, mila, petar, victor] = [
    await staff('Nora', 'owner'),
    await staff('Adam', 'admin'),
    await staff('Mila', 'member', { mayGrantAccess: true }),
    await staff('Petar', 'member'),
    await staff('Victor', 'member', { doesContracts: true }),
  ]
  const [rila, corvin] = [await account('Rila Hotels'), await account('Maison Corvin')]
  const guest = (
    name: string,
    domain: string,
    accountId: string,
    role: 10 | 20 | 30 | 40 | 80 | 90,
    more: Guest = {},
  ) =>
    external(db, {
      name,
      email: `${name.toLowerCase()}@${domain}.example`,
      accountId,
      role,
      answersId: mila.userId,
      ...more,
    })
  const [ana, boris, vera, claire, jonas] = [
    await guest('Ana', 'rila', rila, 40, { daysBack: 90 }),
    await guest('Boris', 'rila', rila, 20),
    await guest('Vera', 'rila', rila, 80),
    await guest('Claire', 'corvin', corvin, 80),
    await guest('Jonas', 'jonaslaw', rila, 10, { kind: 'collaborator' }),
  ]
  const project = await db
    .insertInto('projects')
    .values({ ref: ref(), name: 'Rila spa', account_id: rila, manager_id: mila.userId, status: 'active' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('project_staff')
    .values({ project_id: project.id, user_id: mila.userId, role: 'client_manager' })
    .execute()
  const task = await db
    .insertInto('tasks')
    .values({ ref: ref(), project_id: project.id, title: 'Tiles for the pool', author_id: mila.userId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('task_people')
    .values([
      { task_id: task.id, user_id: ana.userId, grant_id: ana.grantId, role: 'assignee' },
      { task_id: task.id, user_id: boris.userId, grant_id: boris.grantId, role: 'participant' },
    ])
    .execute()
  const contract = await db
    .insertInto('contracts')
    .values({
      ref: ref(),
      title: 'Maintenance 2027',
      body: 'The whole text.',
      account_id: rila,
      owner_id: victor.userId,
      status: 'in_review',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('contract_people')
    .values([
      { contract_id: contract.id, user_id: ana.userId, grant_id: ana.grantId, role: 'reviewer' },
      { contract_id: contract.id, user_id: boris.userId, grant_id: boris.grantId, role: 'approver' },
      { contract_id: contract.id, user_id: jonas.userId, grant_id: jonas.grantId, role: 'reviewer' },
    ])
    .execute()
  await sinceLongAgo(db)
  return {
    nora,
    adam,
    mila,
    petar,
    victor,
    ana,
    boris,
    vera,
    claire,
    jonas,
    rila,
    corvin,
    projectOfRila: project.id,
    taskOfRila: task.id,
    contractOfRila: contract.id,
  }
}

export type Cast = Awaited<ReturnType<typeof cast>>

interface Guest {
  kind?: 'client' | 'supplier' | 'collaborator'
  daysBack?: number
}

/** One more external: a user with a contact and a grant of `accountId`, signed in. */
export async function external(
  db: Db,
  guest: Guest & {
    name: string
    email: string
    accountId: string
    role: 10 | 20 | 30 | 40 | 80 | 90
    answersId: string
  },
): Promise<Member & { grantId: string }> {
  const user = await db
    .insertInto('users')
    .values({ kind: 'external', name: guest.name, email: guest.email, login_name: guest.email.split('@')[0] ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const contact = await db
    .insertInto('contacts')
    .values({ account_id: guest.accountId, user_id: user.id, name: guest.name, email: guest.email })
    .returning('id')
    .executeTakeFirstOrThrow()
  const grant = await db
    .insertInto('grants')
    .values({
      user_id: user.id,
      account_id: guest.accountId,
      contact_id: contact.id,
      kind: guest.kind ?? 'client',
      role: guest.role,
      days_back: guest.daysBack ?? null,
      answers_id: guest.answersId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...(await session(db, user.id, grant.id)), grantId: grant.id }
}

/** Signs somebody in without a password. */
async function session<Grant extends string | null>(
  db: Db,
  userId: string,
  grantId: Grant,
): Promise<Member & { grantId: Grant }> {
  const token = randomBytes(32).toString('base64url')
  const sessionId = createHash('sha256').update(token).digest('hex')
  await db
    .insertInto('sessions')
    .values({
      id: sessionId,
      user_id: userId,
      expires_at: minutesFromNow(60),
      absolute_expires_at: minutesFromNow(600),
    })
    .execute()
  return { userId, grantId, sessionId, token }
}

/** Runs `fn` in a transaction that may change rules, as a test's preparation. */
export const rearrange = (db: Db, fn: (db: Db) => Promise<unknown>): Promise<unknown> =>
  gateMode.run('exclusive', () => db.transaction().execute(fn))

/** A fresh id as a sender would make it. */
export const sentId = (): string => randomUUID()
