import { sql } from 'kysely'
import { PROJECTS } from './content/projects.ts'
import { UPDATES, USUAL, type DemoUpdate } from './content/updates.ts'
import { storeFeed, type Said } from './feed.ts'
import { accountId, guestOf, projectId, staffPerson, userId } from './ids.ts'
import { keepContent } from './keep-content.ts'
import { pageOf, pictureOf } from './papers.ts'
import { daysAgo, dayOf, type Making, type Part } from './part.ts'
import { chanceOf, idOf } from './seed.ts'
import { inventTasks, type DemoTask } from './tasks.ts'

type Project = (typeof PROJECTS)[number]

/** How projects go: updates, planned beginnings, auditors of tasks, tasks hidden from their counterparty, files, and a feed of it all. */
export const projectLife: Part = {
  name: 'project-life',
  async fill(making) {
    const { db } = making
    // A demo that is in use may have lost some of what it began with.
    const projects = await those(making, 'projects')
    const tasks = await those(making, 'tasks')
    const all = PROJECTS.filter(({ key }) => projects.has(projectId(key)))
    const told = all.map((project) => ({ project, updates: updatesOf(project) }))
    await db
      .insertInto('project_updates')
      .values(told.flatMap(({ project, updates }) => updates.map((one, nth) => updateRow(making, project, one, nth))))
      .execute()
    for (const task of inventTasks().filter(({ id }) => tasks.has(id))) await liveTask(making, task)
    const papers = await storePapers(making, all)
    await storeFeed(db, [...told.flatMap(({ project, updates }) => happenedIn(making, project, updates)), ...papers])
  },
}

async function those({ db }: Making, table: 'projects' | 'tasks'): Promise<Set<string>> {
  return new Set((await db.selectFrom(table).select('id').execute()).map(({ id }) => id))
}

function updatesOf(project: Project): readonly DemoUpdate[] {
  const own = UPDATES[project.key]
  if (own) return own
  const last = Math.max(project.ends, 4)
  return USUAL.flatMap((text, nth): DemoUpdate[] => {
    const at = nth === 0 ? project.starts - 2 : Math.round((project.starts + last) / 2)
    return at > 0 ? [[at, project.manager, text]] : []
  })
}

const updateRow = ({ now }: Making, project: Project, [days, by, body]: DemoUpdate, nth: number) => ({
  id: idOf('update', `${project.key}/${String(nth)}`),
  project_id: projectId(project.key),
  author_id: userId(by),
  sent_id: idOf('update sent', `${project.key}/${String(nth)}`),
  body,
  posted_at: daysAgo(now, days, 15, nth * 7),
})

/** When work on it is planned to begin; every eighth has an auditor besides the project's; in shared projects some are hidden. */
async function liveTask({ db, now }: Making, task: DemoTask): Promise<void> {
  const chance = chanceOf(`life ${task.key}`)
  if (chance.chance(0.75))
    await sql`update tasks set starts_on = least(${dayOf(now, task.made - chance.between(0, 9))}::date, due_on) where id = ${task.id}`.execute(
      db,
    )
  if (chance.chance(0.13)) {
    const auditor = chance.pick(['nora', 'irene', 'petar'] as const)
    await db
      .insertInto('task_people')
      .values({
        task_id: task.id,
        user_id: userId(auditor),
        grant_id: null,
        role: 'auditor',
        added_at: daysAgo(now, task.made, 9),
      })
      .onConflict((on) => on.doNothing())
      .execute()
  }
  if (task.project.counterpartySeesTasks && task.author.grantId === null && chance.chance(0.15))
    await db.updateTable('tasks').set({ hidden_from_counterparty: true }).where('id', '=', task.id).execute()
}

/** A plan and a picture in every project that has begun, one of them from the client where the client works on it. */
async function storePapers(making: Making, all: readonly Project[]): Promise<Said[]> {
  const { db, now } = making
  const said: Said[] = []
  for (const project of all.filter(({ starts }) => starts > 20)) {
    const chance = chanceOf(`project papers ${project.key}`)
    const guest = project.guests[0]
    const papers = [
      {
        name: 'Schedule.pdf',
        type: 'application/pdf',
        content: pageOf([project.name, 'Schedule', project.description]),
        by: staffPerson(project.manager),
        account: null,
      },
      {
        name: 'Site.png',
        type: 'image/png',
        content: pictureOf(chance),
        by: guest ? guestOf(guest, project.account) : staffPerson(project.manager),
        account: guest ? project.account : null,
      },
    ]
    for (const [nth, { name, type, content, by, account }] of papers.entries()) {
      const id = idOf('attachment', `project ${project.key}/${name}`)
      const at = daysAgo(now, Math.max(project.starts - 3 - nth, 2), 11, nth * 9)
      const hash = await keepContent(making, content)
      await db
        .insertInto('attachments')
        .values({
          id,
          project_id: projectId(project.key),
          name,
          media_type: type,
          size: content.length,
          blob_hash: hash,
          uploaded_by: by.userId,
          uploaded_grant_id: by.grantId,
          account_id: account && accountId(account),
          uploaded_at: at,
        })
        .execute()
      said.push(happened(project, at, by.userId, by.grantId, { what: 'file_added', attachmentId: id, text: name }))
    }
  }
  return said
}

const happened = (
  project: Project,
  at: Date,
  authorId: string,
  authorGrantId: string | null,
  what: Record<string, unknown>,
): Said => ({ stream: `project:${projectId(project.key)}/inside`, at, authorId, authorGrantId, happened: what })

function happenedIn({ now }: Making, project: Project, updates: readonly DemoUpdate[]): Said[] {
  const manager = userId(project.manager)
  const by = (days: number, hour: number, what: Record<string, unknown>, who = manager) =>
    happened(project, daysAgo(now, days, hour), who, null, what)
  const began = Math.max(project.starts, 0) + 7
  const joined = [
    ...project.clientManagers.map((first) => [first, 'client_manager'] as const),
    ...project.team.map((first) => [first, 'team'] as const),
    ...project.auditors.map((first) => [first, 'auditor'] as const),
  ].map(([first, to]) => by(began, 10, { what: 'people_added', people: [userId(first)], to }))
  const moved =
    project.status === 'planned'
      ? []
      : [
          by(Math.max(project.starts, 1), 8, { what: 'moved', from: 'planned', to: 'active' }),
          ...(project.status === 'active'
            ? []
            : [by(Math.max(project.ends, 2), 17, { what: 'moved', from: 'active', to: project.status })]),
        ]
  const posted = updates.map(([days, who], nth) =>
    happened(project, daysAgo(now, days, 15, nth * 7), userId(who), null, { what: 'update_posted' }),
  )
  return [by(began, 9, { what: 'created' }), ...joined, ...moved, ...posted]
}
