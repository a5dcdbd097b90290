import { decide } from '#server/access/can.ts'
import { factsOfProject } from '#server/access/facts-of.ts'
import type { Look } from '#server/platform/look.ts'

/** So many projects are offered, the newest; in an older one a task is made on its own page. */
const MOST = 200

/** A project as the form of a new task offers it. */
export interface OpenProject {
  id: string
  name: string
}

/** The projects under way in which the viewer may make a task now [A0] [B3], by name. */
export async function projectsForTask(here: Look): Promise<OpenProject[]> {
  const rows = await open(here).limit(MOST).execute()
  return rows
    .filter((row) => decide(here.viewer, 'task.create', factsOfProject(row)).allowed)
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, here.viewer.locale))
}

/** Whether there is any. */
export async function mayMakeTask(here: Look): Promise<boolean> {
  const row = await open(here).limit(1).executeTakeFirst()
  return row !== undefined && decide(here.viewer, 'task.create', factsOfProject(row)).allowed
}

/** An external makes tasks in projects of their account only: others, where they just have a task, are not in their way. */
function open({ viewer, scope }: Look) {
  const listed = scope.projects('project.list').where('p.status', 'in', ['planned', 'active', 'on_hold'])
  const own = viewer.grant ? listed.where('p.account_id', '=', viewer.grant.accountId) : listed
  return own.orderBy('p.created_at', 'desc').orderBy('p.id')
}
