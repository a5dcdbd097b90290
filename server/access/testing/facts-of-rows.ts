import type { Db } from '#db/database.ts'
import type {
  ContractFacts,
  ConversationFacts,
  EntryFacts,
  AttachmentFacts,
  NoteFacts,
  ProjectFacts,
  TaskFacts,
  UpdateFacts,
} from '../facts.ts'
import type { Viewer } from '../viewer.ts'

/** Everything of a small database, read whole and without any condition. */
export async function readRows(db: Db) {
  const notes = await db.selectFrom('notes').selectAll().where('removed_at', 'is', null).execute()
  const kept = new Set(notes.map(({ id }) => id))
  return {
    projects: await db.selectFrom('projects').selectAll().execute(),
    staff: await db.selectFrom('project_staff').selectAll().execute(),
    tasks: await db.selectFrom('tasks').selectAll().execute(),
    taskPeople: await db.selectFrom('task_people').selectAll().execute(),
    contracts: await db.selectFrom('contracts').selectAll().execute(),
    contractPeople: await db.selectFrom('contract_people').selectAll().execute(),
    conversations: await db.selectFrom('conversations').selectAll().execute(),
    joined: await db.selectFrom('conversation_joined').selectAll().execute(),
    grants: await db.selectFrom('grants').selectAll().execute(),
    approvals: await db.selectFrom('approvals').selectAll().execute(),
    entries: await db.selectFrom('feed_entries').selectAll().execute(),
    notes,
    files: (await db.selectFrom('attachments').selectAll().execute()).filter(
      (row) => !row.note_id || kept.has(row.note_id),
    ),
    updates: await db.selectFrom('project_updates').selectAll().execute(),
  }
}
export type Rows = Awaited<ReturnType<typeof readRows>>

/** What `decide` must know, told from plain rows in plain words: a second way to the same facts, to hold `scope` against. */
export function factsFor(viewer: Viewer, rows: Rows) {
  const mine = (one: { user_id: string; grant_id: string | null }) =>
    viewer.grant ? one.grant_id === viewer.grant.id : one.user_id === viewer.userId && one.grant_id === null
  const staffRoles = (projectId: string) =>
    viewer.staff
      ? rows.staff.filter((one) => one.project_id === projectId && one.user_id === viewer.userId).map((one) => one.role)
      : []

  const task = (id: string): TaskFacts => {
    const row = one(rows.tasks, id)
    const project = one(rows.projects, row.project_id)
    return {
      subject: 'task',
      accountId: project.account_id,
      managerId: project.manager_id,
      staffRoles: staffRoles(project.id),
      roles: rows.taskPeople.filter((person) => person.task_id === id && mine(person)).map((person) => person.role),
      status: row.status,
      authorId: row.author_id,
      authorGrantId: row.author_grant_id,
      counterpartySeesTasks: project.counterparty_sees_tasks,
      hiddenFromCounterparty: row.hidden_from_counterparty,
    }
  }
  const contract = (id: string): ContractFacts => {
    const row = one(rows.contracts, id)
    return {
      subject: 'contract',
      accountId: row.account_id,
      ownerId: row.owner_id,
      requestedByGrantId: row.requested_by_grant_id,
      roles: rows.contractPeople
        .filter((person) => person.contract_id === id && mine(person))
        .map((person) => person.role),
      status: row.status,
      comments: row.comments,
      approved: rows.approvals.some((approval) => approval.contract_id === id && approval.withdrawn_at === null),
    }
  }
  const conversation = (id: string): ConversationFacts => {
    const row = one(rows.conversations, id)
    const ofProject = rows.projects.find((project) => project.id === row.project_id)
    const staffOf = (projectId: string) => rows.staff.filter((one) => one.project_id === projectId)
    const managed = (userId: string | null, accountId: string) =>
      rows.projects.some(
        (project) =>
          project.account_id === accountId &&
          (project.manager_id === userId ||
            staffOf(project.id).some((one) => one.user_id === userId && one.role === 'client_manager')),
      )
    const named = rows.grants.find((grant) => grant.id === row.grant_id)
    const stands = {
      account: () => true,
      project: () => ofProject?.account_id === row.account_id,
      direct: () =>
        named !== undefined &&
        (named.answers_id === row.staff_id ||
          (named.kind !== 'collaborator' && managed(row.staff_id, named.account_id))),
    }
    const answers = rows.grants.some(
      (grant) =>
        grant.account_id === row.account_id && grant.kind !== 'collaborator' && grant.answers_id === viewer.userId,
    )
    const joined =
      viewer.staff?.role !== 'member' &&
      rows.joined.some((one) => one.conversation_id === id && one.user_id === viewer.userId)
    const takesPart = {
      account: () => answers || joined,
      project: () =>
        joined ||
        ofProject?.manager_id === viewer.userId ||
        staffOf(row.project_id ?? '').some((one) => one.user_id === viewer.userId),
      direct: () => row.staff_id === viewer.userId,
    }
    return {
      subject: 'conversation',
      kind: row.kind,
      accountId: row.account_id,
      grantId: row.grant_id,
      staffId: row.staff_id,
      takesPart: viewer.staff !== null && takesPart[row.kind](),
      stands: stands[row.kind](),
      closed: row.closed_at !== null,
    }
  }
  /** `seesTask`: whether a task is within the viewer's reach; asked of `decide` by whoever asks for this. */
  const project = (id: string, seesTask: (facts: TaskFacts) => boolean): ProjectFacts => {
    const row = one(rows.projects, id)
    return {
      subject: 'project',
      accountId: row.account_id,
      managerId: row.manager_id,
      staffRoles: staffRoles(id),
      hasMyTask: viewer.staff !== null || rows.tasks.some((its) => its.project_id === id && seesTask(task(its.id))),
    }
  }
  /** As what hangs on a project needs it: whether a task of it is theirs too opens nothing inside it. */
  const inside = (id: string) => project(id, () => false)
  const about = (stream: string) => {
    const [, kind, id = ''] = /^(task|contract|conversation|project):([^/]+)/.exec(stream) ?? []
    return {
      task: kind === 'task' ? task(id) : null,
      contract: kind === 'contract' ? contract(id) : null,
      conversation: kind === 'conversation' ? conversation(id) : null,
      project: kind === 'project' ? inside(id) : null,
    }
  }
  const entry = (row: Rows['entries'][number]): EntryFacts => ({
    subject: 'entry',
    authorId: row.author_id,
    authorGrantId: row.author_grant_id,
    teamOnly: row.stream.endsWith('/team'),
    at: row.at,
    ...about(row.stream),
  })
  const note = (id: string): NoteFacts => {
    const row = one(rows.notes, id)
    return { subject: 'note', accountId: row.account_id, shared: row.shared_at !== null }
  }
  const file = (row: Rows['files'][number]): AttachmentFacts => ({
    subject: 'attachment',
    accountId: row.account_id,
    at: row.uploaded_at,
    task: row.task_id ? task(row.task_id) : null,
    contract: row.contract_id ? contract(row.contract_id) : null,
    conversation: row.conversation_id ? conversation(row.conversation_id) : null,
    project: row.project_id ? inside(row.project_id) : null,
    note: row.note_id ? note(row.note_id) : null,
  })
  const update = (row: Rows['updates'][number]): UpdateFacts => ({
    subject: 'update',
    authorId: row.author_id,
    at: row.posted_at,
    project: inside(row.project_id),
  })
  return { task, contract, conversation, note, project, entry, file, update }
}

function one<Row extends { id: string }>(list: readonly Row[], id: string): Row {
  const row = list.find((other) => other.id === id)
  if (!row) throw new Error(`no row ${id}`)
  return row
}
