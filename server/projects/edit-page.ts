import type { Look } from '#server/platform/look.ts'
import { colleagues } from '#server/staff/colleagues.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf, type Positions } from '#server/streams/positions.ts'
import { readProject, type ProjectPage } from './queries.ts'

/** A project for the form that edits it. Errors: `NotFound`; `NotAllowed`. */
export async function readProjectToEdit(here: Look, projectId: string): Promise<ProjectPage> {
  const { facts } = await here.scope.project(projectId)
  here.must('project.edit', facts)
  return readProject(here, projectId)
}

/** A project with everybody who could be of its staff: the team only, nobody from outside [B4]; with where its stream stood before. Errors: `NotFound`; `NotAllowed`. */
export async function readProjectStaff(
  here: Look,
  projectId: string,
): Promise<ProjectPage & { team: { id: string; name: string }[]; positions: Positions }> {
  const positions = await positionsOf(here.db, [streamOf.projectInside(projectId)])
  const page = await readProjectToEdit(here, projectId)
  return { ...page, team: await colleagues(here.db), positions }
}
