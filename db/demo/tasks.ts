import type { Selectable } from 'kysely'
import type { Tables } from '../database.ts'
import { PROJECTS } from './content/projects.ts'
import { CHECKLISTS, DESCRIPTIONS } from './content/talk.ts'
import { onTasks, saidOf } from './attached.ts'
import { storeFeed, type Said } from './feed.ts'
import { daysAgo, dayOf, type Making, type Part } from './part.ts'
import { guestOf, projectId, staffPerson, taskId, type Person } from './ids.ts'
import { chanceOf, idOf, refOf, type Chance } from './seed.ts'
import { talkOf } from './talking.ts'

type Project = (typeof PROJECTS)[number]
export type Status = Selectable<Tables['tasks']>['status']

/** A task of the demo before it is stored. */
export interface DemoTask {
  id: string
  key: string
  title: string
  project: Project
  status: Status
  /** Days ago. */
  made: number
  author: Person
  assignee: Person | null
  participants: Person[]
}

/** About 120 tasks in every status, with their people, their steps and eighteen months of talk. */
export const tasks: Part = {
  name: 'tasks',
  async fill(making) {
    const all = inventTasks()
    await storeTasks(making, all)
    await storeSteps(making, all)
    const talk = all.flatMap((task): Said[] => talkOf(task, making.now))
    await storeFeed(making.db, [...talk, ...saidOf(onTasks(all, making.now))])
  },
}

/** The same ones every time. */
export const inventTasks = (): DemoTask[] =>
  PROJECTS.flatMap((project) => project.tasks.map((title, nth) => inventTask(project, title, nth)))

const USUAL: Record<Project['status'], readonly Status[]> = {
  active: [
    'new',
    'new',
    'in_progress',
    'in_progress',
    'in_progress',
    'ready_for_review',
    'ready_for_review',
    'done',
    'done',
    'done',
    'done',
    'on_hold',
    'declined',
    'cancelled',
    'draft',
  ],
  planned: ['new', 'new', 'new', 'draft', 'draft'],
  on_hold: ['on_hold', 'on_hold', 'new', 'done', 'in_progress'],
  done: ['done', 'done', 'done', 'done', 'done', 'cancelled', 'declined'],
  cancelled: ['cancelled', 'cancelled', 'done', 'declined'],
}

function inventTask(project: Project, title: string, nth: number): DemoTask {
  const chance = chanceOf(`task ${project.key} ${title}`)
  const first = nth === 0
  const status = first && project.status === 'active' ? 'in_progress' : chance.pick(USUAL[project.status])
  const guests = project.guests.map((name) => guestOf(name, project.account))
  const technicians = project.team.map(staffPerson)
  const manager = staffPerson(project.manager)
  const byGuest =
    !first && project.clientManagers.length > 0 && guests.length > 0 && status !== 'draft' && chance.chance(0.2)
  const assignee = assigneeOf(chance, { first, guests, technicians, manager, byGuest })
  const joined = first ? guests : chance.some(guests, chance.between(0, 2))
  const participants = [...joined, ...(chance.chance(0.6) ? chance.some(technicians, 1) : [])].filter(
    (one) => one.userId !== assignee?.userId,
  )
  return {
    id: taskId(project.key, title),
    key: `${project.key}/${title}`,
    title,
    project,
    status,
    made: madeDaysAgo(chance, project, status, first),
    author: byGuest ? chance.pick(guests) : manager,
    assignee,
    participants: status === 'draft' ? [] : participants,
  }
}

interface Around {
  first: boolean
  guests: Person[]
  technicians: Person[]
  manager: Person
  byGuest: boolean
}

/** A guest may give a task to their manager only [B3]; the first of each project lies with its first guest. */
function assigneeOf(chance: Chance, { first, guests, technicians, manager, byGuest }: Around): Person | null {
  if (first && guests[0]) return guests[0]
  if (byGuest) return manager
  return chance.chance(0.3) && guests.length > 0 ? chance.pick(guests) : (chance.some(technicians, 1)[0] ?? null)
}

/** Open tasks are recent, closed ones lie anywhere in the life of their project. */
function madeDaysAgo(chance: Chance, project: Project, status: Status, first: boolean): number {
  if (first && project.status === 'active') return Math.min(24, project.starts)
  const open = status === 'new' || status === 'in_progress' || status === 'ready_for_review' || status === 'draft'
  const earliest = Math.max(project.starts, 6)
  return open && project.status !== 'done'
    ? chance.between(2, Math.min(earliest, 45))
    : chance.between(Math.max(project.ends, 12), Math.max(earliest, 20))
}

async function storeTasks({ db, now }: Making, all: readonly DemoTask[]): Promise<void> {
  await db
    .insertInto('tasks')
    .values(
      all.map((task) => {
        const chance = chanceOf(`row ${task.key}`)
        const open = task.status !== 'done' && task.status !== 'cancelled' && task.status !== 'declined'
        return {
          id: task.id,
          ref: refOf('task', task.key),
          project_id: projectId(task.project.key),
          title: task.title,
          description: chance.pick(DESCRIPTIONS),
          status: task.status,
          priority: chance.pick(['low', 'normal', 'normal', 'normal', 'high', 'urgent'] as const),
          due_on: chance.chance(0.7)
            ? // Nothing was due before it was made.
              dayOf(now, open ? Math.min(chance.between(-28, 4), task.made - 1) : task.made - chance.between(5, 30))
            : null,
          author_id: task.author.userId,
          author_grant_id: task.author.grantId,
          created_at: daysAgo(now, task.made, 8, chance.between(0, 59)),
          hidden_from_counterparty: task.project.counterpartySeesTasks === true && chance.chance(0.1),
        }
      }),
    )
    .execute()
  const taking = (task: DemoTask, person: Person, role: 'assignee' | 'participant') => ({
    id: idOf('task person', `${task.key}/${person.userId}/${role}`),
    task_id: task.id,
    user_id: person.userId,
    grant_id: person.grantId,
    role,
    added_at: daysAgo(now, task.made, 9),
  })
  await db
    .insertInto('task_people')
    .values(
      all.flatMap((task) => [
        ...(task.assignee ? [taking(task, task.assignee, 'assignee')] : []),
        ...task.participants.map((person) => taking(task, person, 'participant')),
      ]),
    )
    .execute()
}

async function storeSteps({ db, now }: Making, all: readonly DemoTask[]): Promise<void> {
  const steps = all.flatMap((task) => {
    const chance = chanceOf(`steps ${task.key}`)
    if (!chance.chance(0.55)) return []
    const list = chance.pick(CHECKLISTS)
    const done =
      task.status === 'done' || task.status === 'ready_for_review'
        ? list.length
        : task.status === 'in_progress'
          ? chance.between(1, list.length - 1)
          : 0
    const doer = task.assignee ?? task.author
    return list.map((text, position) => ({
      id: idOf('step', `${task.key}/${position}`),
      task_id: task.id,
      position,
      text,
      done_at: position < done ? daysAgo(now, Math.max(task.made - position, 0), 14, position * 7) : null,
      done_by: position < done ? doer.userId : null,
    }))
  })
  await db.insertInto('checklist_items').values(steps).execute()
}
