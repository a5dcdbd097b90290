import { decide } from '#server/access/can.ts'
import type { Look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf, type Positions } from '#server/streams/positions.ts'
import { assigneesOf } from './offered.ts'

/** What the form of a new task is made from. */
export interface NewTask {
  project: {
    id: string
    name: string
    /** Whether its counterparty sees all tasks [B2]; said to those who see the project itself. */
    shared: boolean
    accountName: string | null
  }
  /** Whom it can be for. */
  people: { key: string; name: string; accountName: string | null }[]
  /** Where the project stood before it was read. */
  positions: Positions
}

/** What the form of a new task needs: the project's name and whom the task can be for. Errors: `NotFound`; `NotAllowed`. */
export async function readNewTask({ viewer, db, scope, must }: Look, projectId: string): Promise<NewTask> {
  const [inside, name] = [streamOf.projectInside(projectId), streamOf.project(projectId)]
  const positions = await positionsOf(db, [inside, name])
  const project = await scope.project(projectId)
  must('task.create', project.facts)
  const heard = decide(viewer, 'project.read', project.facts).allowed ? inside : name
  const account = project.account_id
    ? await scope.accounts().clearSelect().select('a.name').where('a.id', '=', project.account_id).executeTakeFirst()
    : undefined
  const offered = await assigneesOf(db, viewer, project)
  return {
    project: {
      id: project.id,
      name: project.name,
      shared: project.counterparty_sees_tasks,
      accountName: account?.name ?? null,
    },
    people: offered.map(({ key, name, accountName }) => ({ key, name, accountName })),
    positions: { [heard]: positions[heard] ?? 0 },
  }
}
