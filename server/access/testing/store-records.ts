import { randomUUID } from 'node:crypto'
import type { Db } from '#db/database.ts'
import { at, inDays, once } from './values.ts'
import { STAFF, type World } from './world.ts'

/** The ids under which a world is stored, in the order of its parts. */
export interface Placed {
  staff: string[]
  accounts: string[]
  grants: string[]
  projects: string[]
  tasks: string[]
  contracts: string[]
  /** Staff, or a guest in the name of one of their grants. */
  who(nth: number): { user_id: string; grant_id: string | null }
}

const author = ({ user_id, grant_id }: { user_id: string; grant_id: string | null }) => ({
  author_id: user_id,
  author_grant_id: grant_id,
})

export async function storeProjects(db: Db, world: World, { projects, accounts, staff }: Placed): Promise<void> {
  const rows = world.projects.map((one, nth) => ({
    id: at(projects, nth),
    ref: `P${nth}`,
    name: `P${nth}`,
    account_id: one.account === null ? null : at(accounts, one.account),
    manager_id: at(staff, one.manager),
    counterparty_sees_tasks: one.sees,
  }))
  await db.insertInto('projects').values(rows).execute()
  const team = world.projects.flatMap((one, nth) =>
    one.staff.map(({ user, role }) => ({ project_id: at(projects, nth), user_id: at(staff, user), role })),
  )
  if (team.length > 0) await db.insertInto('project_staff').values(once(team, JSON.stringify)).execute()
}

export async function storeTasks(db: Db, world: World, { projects, tasks, who }: Placed): Promise<void> {
  const rows = world.tasks.map((one, nth) => ({
    id: at(tasks, nth),
    ref: `T${nth}`,
    title: `T${nth}`,
    project_id: at(projects, one.project),
    status: one.status,
    hidden_from_counterparty: one.hidden,
    ...author(who(one.author)),
  }))
  await db.insertInto('tasks').values(rows).execute()
  const people = world.tasks.flatMap((one, nth) =>
    one.people.map((person) => {
      const taking = who(person.who)
      const role = person.role === 'auditor' && taking.grant_id ? ('participant' as const) : person.role
      return { task_id: at(tasks, nth), ...taking, role }
    }),
  )
  const oneAssignee = once(people, (one) => (one.role === 'assignee' ? one.task_id : JSON.stringify(one)))
  if (oneAssignee.length > 0) await db.insertInto('task_people').values(oneAssignee).execute()
}

export async function storeContracts(db: Db, world: World, placed: Placed): Promise<void> {
  const { accounts, staff, grants, contracts, who } = placed
  const rows = world.contracts.map((one, nth) => ({
    id: at(contracts, nth),
    ref: `C${nth}`,
    title: `C${nth}`,
    account_id: at(accounts, one.account),
    owner_id: at(staff, one.owner),
    status: one.status,
    comments: one.comments,
    requested_by_grant_id: one.requestedBy === null ? null : at(grants, one.requestedBy),
  }))
  await db.insertInto('contracts').values(rows).execute()
  const people = world.contracts.flatMap((one, nth) =>
    one.people.map((person) => ({ contract_id: at(contracts, nth), ...who(person.who), role: person.role })),
  )
  if (people.length > 0) await db.insertInto('contract_people').values(once(people, JSON.stringify)).execute()
  const approvals = world.contracts.flatMap((one, nth) =>
    one.approvals.map((given) => ({
      contract_id: at(contracts, nth),
      contract_version: 1,
      ...who(given.who),
      withdrawn_at: given.withdrawn ? inDays(0) : null,
    })),
  )
  const oneStands = once(approvals, (one) => `${one.contract_id} ${one.user_id}`)
  if (oneStands.length > 0) await db.insertInto('approvals').values(oneStands).execute()
}

/** Answers their ids and their accounts. */
export async function storeConversations(db: Db, world: World, placed: Placed): Promise<Talk[]> {
  const { accounts, grants, projects, staff, who } = placed
  const rows = world.conversations.map((one) => {
    const named = who(STAFF + one.grant)
    const account = world.projects[one.project]?.account ?? null
    const counterparty = account === null ? null : at(accounts, one.former ? account + 1 : account)
    const grant = at(world.grants, grants.indexOf(named.grant_id ?? ''))
    const of = {
      account: { account_id: at(accounts, one.account) },
      project: { project_id: at(projects, one.project), account_id: counterparty },
      direct: { account_id: at(accounts, grant.account), ...named, staff_id: at(staff, one.staff) },
    }
    return { id: randomUUID(), kind: one.kind, closed_at: one.closed ? inDays(-1) : null, ...of[one.kind] }
  })
  const each = once(rows, ({ id: _id, closed_at: _closed, ...one }) => JSON.stringify(one))
  await db.insertInto('conversations').values(each).execute()
  return each.map(({ id, account_id }) => ({ id, account_id }))
}

/** A conversation, and whose people may write in it. */
export interface Talk {
  id: string
  account_id: string | null
}

/** What was said and filed, each with its date. */
export async function storeDated(
  db: Db,
  world: World,
  { projects, tasks, contracts, conversations, grants, accounts, staff, who }: Placed & { conversations: Talk[] },
): Promise<void> {
  const accountOf = (grantId: string) => at(accounts, at(world.grants, grants.indexOf(grantId)).account)
  /** In a conversation only people of its account write; whom chance picked from elsewhere is staff there. */
  const inTalk = (one: World['entries'][number]) => {
    const by = who(one.by)
    const theirs = by.grant_id === null || accountOf(by.grant_id) === at(conversations, one.nth).account_id
    return theirs ? by : { user_id: at(staff, one.by), grant_id: null }
  }
  const streamOf = (one: World['entries'][number]) => {
    if (one.about === 'task') return `task:${at(tasks, one.nth)}${one.team ? '/team' : ''}`
    if (one.about === 'project') return `project:${at(projects, one.nth)}/${one.team ? 'team' : 'inside'}`
    return one.about === 'contract'
      ? `contract:${at(contracts, one.nth)}`
      : `conversation:${at(conversations, one.nth).id}`
  }
  const entries = world.entries.map((one, nth) => ({
    stream: streamOf(one),
    seq: nth + 1,
    at: inDays(-one.daysOld),
    sent_id: randomUUID(),
    body: 'said',
    ...author(one.about === 'conversation' ? inTalk(one) : who(one.by)),
  }))
  if (entries.length > 0) await db.insertInto('feed_entries').values(entries).execute()
  // Members have such rows, too, as who was an admin once does: they must open nothing to them.
  const joined = entries.filter((one) => one.stream.startsWith('conversation:') && one.author_grant_id === null)
  const rows = joined.map((one) => ({ conversation_id: one.stream.split(':')[1] ?? '', user_id: one.author_id }))
  const once = db.insertInto('conversation_joined').onConflict((on) => on.doNothing())
  if (rows.length > 0) await once.values(rows).execute()
  const updates = world.updates.map((one) => ({
    project_id: at(projects, one.project),
    author_id: at(staff, one.by),
    sent_id: randomUUID(),
    body: 'news',
    posted_at: inDays(-one.daysOld),
  }))
  if (updates.length > 0) await db.insertInto('project_updates').values(updates).execute()
  const files = world.files.map((one) => ({
    task_id: one.about === 'task' ? at(tasks, one.nth) : null,
    contract_id: one.about === 'contract' ? at(contracts, one.nth) : null,
    conversation_id: one.about === 'conversation' ? at(conversations, one.nth).id : null,
    project_id: one.about === 'project' ? at(projects, one.nth) : null,
    name: 'file',
    media_type: 'text/plain',
    size: 1,
    blob_hash: 'hash',
    uploaded_by: who(one.by).user_id,
    uploaded_grant_id: who(one.by).grant_id,
    uploaded_at: inDays(-one.daysOld),
    removed_at: one.removed ? inDays(0) : null,
  }))
  if (files.length === 0) return
  await db.insertInto('blobs').values({ hash: 'hash', size: 1 }).execute()
  await db.insertInto('attachments').values(files).execute()
}

/** Notes on accounts, each with a file as old as itself [E8]. */
export async function storeNotes(db: Db, world: World, { accounts, staff }: Placed): Promise<void> {
  const notes = world.notes.map((one) => ({
    id: randomUUID(),
    account_id: at(accounts, one.account),
    author_id: at(staff, 0),
    body: 'noted',
    shared_at: one.shared ? inDays(0) : null,
    removed_at: one.removed ? inDays(0) : null,
    created_at: inDays(-one.daysOld),
  }))
  await db.insertInto('notes').values(notes).execute()
  await db
    .insertInto('blobs')
    .values({ hash: 'noted', size: 1 })
    .onConflict((on) => on.doNothing())
    .execute()
  await db
    .insertInto('attachments')
    .values(
      notes.map((one) => ({
        note_id: one.id,
        name: 'file',
        media_type: 'text/plain',
        size: 1,
        blob_hash: 'noted',
        uploaded_by: one.author_id,
        uploaded_at: one.created_at,
      })),
    )
    .execute()
}
