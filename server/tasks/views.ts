import type { TaskRole, TaskStatus } from '#server/access/facts.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { renderMarkdown } from '#server/feed/markdown.ts'
import type { Priority } from './catalogue.ts'
import type { Reviewer } from './reviewers.ts'

/** A person as pages show them. `key` names their own stream; a user who stands for two accounts is two people [A5]. */
export interface PersonView {
  key: string
  userId: string
  name: string
  /** Whom an external stands for; null for staff. */
  accountName: string | null
}

export interface TaskPersonView extends PersonView {
  /** What they are in the task; `author` when that is all. */
  role: TaskRole | 'author'
  /** Made the task, whatever else they are in it. */
  isAuthor: boolean
}

export interface ChecklistItemView {
  id: string
  text: string
  done: boolean
}

/** A task as a list shows it. */
export interface TaskRowView {
  id: string
  ref: string
  title: string
  status: TaskStatus
  priority: Priority
  /** yyyy-mm-dd, in the host's calendar. */
  dueOn: string | null
  assignee: PersonView | null
  checklist: { done: number; all: number }
  project: { id: string; name: string }
}

/** A task as its page shows it. */
export interface TaskView {
  id: string
  ref: string
  title: string
  /** As it was written, for the form. */
  description: string
  /** The same as safe HTML. */
  html: string
  status: TaskStatus
  /** Where it was before it was put on hold; null where it is not, or nobody knows, and for externals. */
  heldFrom: TaskStatus | null
  priority: Priority
  /** When work on it is planned to begin, yyyy-mm-dd. */
  startsOn: string | null
  dueOn: string | null
  version: number
  createdAt: string
  project: { id: string; name: string }
  author: PersonView
  people: TaskPersonView[]
  /** To whom a review falls, as far as the viewer may hear of them. */
  reviewers: Reviewer[]
  checklist: ChecklistItemView[]
  /** Whether it is kept from the counterparty, and whether that matters; null for externals. */
  sharing: { hidden: boolean; counterpartySeesTasks: boolean; accountName: string | null } | null
}

interface PersonRow {
  user_id: string
  grant_id: string | null
  name: string
  account_name: string | null
}

export const viewPerson = ({ user_id, grant_id, name, account_name }: PersonRow): PersonView => ({
  key: grant_id ? `grant:${grant_id}` : `staff:${user_id}`,
  userId: user_id,
  name,
  accountName: account_name,
})

interface ListedTask {
  id: string
  ref: string
  title: string
  status: TaskStatus
  priority: Priority
  due_on: string | null
  project_id: string
  project_name: string
  assignee: PersonRow | null
  items: number
  items_done: number
}

export const viewTaskRow = (row: ListedTask): TaskRowView => ({
  id: row.id,
  ref: row.ref,
  title: row.title,
  status: row.status,
  priority: row.priority,
  dueOn: row.due_on,
  assignee: row.assignee && viewPerson(row.assignee),
  checklist: { done: row.items_done, all: row.items },
  project: { id: row.project_id, name: row.project_name },
})

interface OpenedTask extends Omit<ListedTask, 'assignee' | 'items' | 'items_done'> {
  description: string
  starts_on: string | null
  version: number
  created_at: Date
  author_id: string
  author_grant_id: string | null
  hidden_from_counterparty: boolean
  counterparty_sees_tasks: boolean
}

interface Around {
  heldFrom: TaskStatus | null
  author: PersonRow
  people: (PersonRow & { role: TaskRole })[]
  reviewers: Reviewer[]
  items: { id: string; text: string; done_at: Date | null }[]
  counterparty: string | null
}

/** What stands first when somebody has several roles. */
const RANK: Record<TaskPersonView['role'], number> = { assignee: 0, auditor: 1, participant: 2, author: 3 }

const isSame = (one: PersonRow, other: PersonRow) => one.user_id === other.user_id && one.grant_id === other.grant_id

export function viewTask(
  viewer: Viewer,
  task: OpenedTask,
  { heldFrom, author, people, reviewers, items, counterparty }: Around,
): TaskView {
  const all: TaskPersonView[] = [
    ...people.map((person) => ({ ...viewPerson(person), role: person.role, isAuthor: isSame(person, author) })),
    { ...viewPerson(author), role: 'author' as const, isAuthor: true },
  ].sort((one, other) => RANK[one.role] - RANK[other.role])
  return {
    id: task.id,
    ref: task.ref,
    title: task.title,
    description: task.description,
    html: renderMarkdown(task.description),
    status: task.status,
    heldFrom,
    priority: task.priority,
    startsOn: task.starts_on,
    dueOn: task.due_on,
    version: task.version,
    createdAt: task.created_at.toISOString(),
    project: { id: task.project_id, name: task.project_name },
    author: viewPerson(author),
    people: all.filter(({ key }, at) => all.findIndex((other) => other.key === key) === at),
    reviewers,
    checklist: items.map(({ id, text, done_at }) => ({ id, text, done: done_at !== null })),
    sharing: viewer.staff && {
      hidden: task.hidden_from_counterparty,
      counterpartySeesTasks: task.counterparty_sees_tasks,
      accountName: counterparty,
    },
  }
}
