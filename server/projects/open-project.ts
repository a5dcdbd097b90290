import { talksAbout } from '#server/conversations/partners.ts'
import { readersToldOn } from '#server/feed/readers-told-on.ts'
import type { Look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf, type Positions } from '#server/streams/positions.ts'
import { readProject, type ProjectPage } from './queries.ts'

export interface OpenedProject extends ProjectPage {
  /** The stream that its viewer's rights are told on: what is in it, or for those who only have tasks there its name [B1]. */
  stream: string
  positions: Positions
  /** Whether its viewer may talk in the project's conversation. */
  talks: boolean
}

/** A project for any of its pages, with where its streams stood before it was read. Errors: `NotFound`. */
export async function openProject(here: Look, projectId: string): Promise<OpenedProject> {
  const [inside, name, own] = [streamOf.projectInside(projectId), streamOf.project(projectId), ownStreamOf(here.viewer)]
  const [clocks, readers] = await Promise.all([
    positionsOf(here.db, [inside, name, own]),
    readersToldOn(here, { kind: 'project', id: projectId }),
  ])
  const [page, talks] = await Promise.all([readProject(here, projectId), talksAbout(here, projectId)])
  const stream = page.project.inside ? inside : name
  return { ...page, talks, stream, positions: { [stream]: clocks[stream] ?? 0, [own]: clocks[own] ?? 0, ...readers } }
}
