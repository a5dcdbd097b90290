import type { ProjectRole } from '#server/access/facts.ts'
import { deniedAtTheDoor } from '#server/access/can.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { renderMarkdown } from '#server/feed/markdown.ts'
import type { ProjectStatus } from './catalogue.ts'

/** What only who sees the project itself gets to know; whoever only has tasks in it sees its name and those tasks [B1]. */
interface Inside {
  ref: string
  status: ProjectStatus
  /** yyyy-mm-dd */
  startsOn: string | null
  endsOn: string | null
  account: { id: string; name: string } | null
  manager: { id: string; name: string }
}

/** A project as lists show it. The tasks counted are those its viewer may see. */
export interface ProjectRowView {
  id: string
  name: string
  inside: Inside | null
  tasks: { open: number; done: number; all: number }
  /** Somebody else posted an update that its viewer, who is in it, has not read. */
  unread: boolean
}

export interface ProjectView {
  id: string
  name: string
  inside:
    | (Inside & {
        /** ISO 8601. */
        createdAt: string
        /** As it was written. */
        description: string
        /** The same as safe HTML. */
        html: string
        version: number
        staff: { id: string; name: string; roles: ProjectRole[] }[]
      })
    | null
  /** Set for staff: how the counterparty sees its tasks, and who of it could give a task to nobody; null when all can [B3]. */
  sharing: {
    counterpartySeesTasks: boolean
    withoutTaker: string[] | null
    /** Who of it would see the project, were their access not suspended. */
    suspended: { id: string; name: string }[]
  } | null
}

interface ListedProject {
  id: string
  ref: string
  name: string
  status: ProjectStatus
  starts_on: string | null
  ends_on: string | null
  account_id: string | null
  account_name: string | null
  manager_id: string
  manager_name: string
}

/** Whether the viewer sees the project itself, and not only its name and some of its tasks [B1]. */
export const seesInside = (viewer: Viewer, { account_id }: Pick<ListedProject, 'account_id'>): boolean =>
  viewer.staff !== null || (account_id === viewer.grant?.accountId && opensInside(viewer))

/** Whether projects of their own account are open to this viewer at all. */
export const opensInside = (viewer: Viewer): boolean =>
  viewer.grant?.kind !== 'collaborator' && deniedAtTheDoor(viewer, 'project.read') === null

const viewInside = (viewer: Viewer, row: ListedProject): Inside | null =>
  seesInside(viewer, row)
    ? {
        ref: row.ref,
        status: row.status,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        account: row.account_id ? { id: row.account_id, name: row.account_name ?? '' } : null,
        manager: { id: row.manager_id, name: row.manager_name },
      }
    : null

export const viewProjectRow = (
  viewer: Viewer,
  row: ListedProject & { unread: boolean },
  tasks: ProjectRowView['tasks'],
): ProjectRowView => ({
  id: row.id,
  name: row.name,
  inside: viewInside(viewer, row),
  tasks,
  unread: row.unread,
})

interface OpenedProject extends ListedProject {
  created_at: Date
  description: string
  version: number
  counterparty_sees_tasks: boolean
}

export function viewProject(
  viewer: Viewer,
  row: OpenedProject,
  staff: { user_id: string; name: string; role: ProjectRole }[],
  { unanswered, suspended }: { unanswered: string[] | null; suspended: { id: string; name: string }[] },
): ProjectView {
  const inside = viewInside(viewer, row)
  const people = [...Map.groupBy(staff, ({ user_id }) => user_id).values()].flatMap((rows) => {
    const [first] = rows
    return first ? [{ id: first.user_id, name: first.name, roles: rows.map(({ role }) => role) }] : []
  })
  return {
    id: row.id,
    name: row.name,
    inside: inside && {
      ...inside,
      createdAt: row.created_at.toISOString(),
      description: row.description,
      html: renderMarkdown(row.description),
      version: row.version,
      staff: people,
    },
    sharing: viewer.staff && {
      counterpartySeesTasks: row.counterparty_sees_tasks,
      withoutTaker: staff.some(({ role }) => role === 'client_manager') ? null : unanswered,
      suspended,
    },
  }
}
