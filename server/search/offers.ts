import { decide } from '#server/access/can.ts'
import { factsOfProject } from '#server/access/facts-of.ts'
import type { Look } from '#server/platform/look.ts'

/** Something that can be begun from anywhere. */
export type Offer =
  | { does: 'new_task'; project: string; path: string }
  | { does: 'new_project' | 'new_contract' | 'new_account' | 'new_message'; project: null; path: string }

/** Projects in which a task is offered, the newest first. */
const PROJECTS = 5

/** What the viewer may begin, as far as the rule says so now [A0]; a task in the project of the address first. */
export async function offers({ viewer, scope }: Look, projectId: string | null): Promise<Offer[]> {
  const projects = await scope
    .projects('project.list')
    .where((p) => p.or([p('p.status', 'in', ['planned', 'active']), p('p.id', '=', projectId)]))
    .orderBy(
      (p) => p('p.id', '=', projectId),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id')
    .limit(PROJECTS)
    .execute()
  const tasks = projects
    .filter((row) => decide(viewer, 'task.create', factsOfProject(row)).allowed)
    .map((row): Offer => ({ does: 'new_task', project: row.name, path: `/projects/${row.id}/new-task` }))
  const others = [
    ['new_project', 'project.create', '/projects/new'],
    ['new_contract', 'contract.create', '/contracts/new'],
    ['new_account', 'account.edit', '/accounts/new'],
    ['new_message', 'conversation.list', '/conversations/new'],
  ] as const
  return [
    ...tasks,
    ...others
      .filter(([, action]) => decide(viewer, action).allowed)
      .map(([does, , path]): Offer => ({ does, project: null, path })),
  ]
}
