import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { isInProject } from '#server/access/project-party.ts'
import { renderMarkdown } from '#server/feed/markdown.ts'
import { behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { isUnread } from './unread-updates.ts'
import { audienceOf } from './update-audience.ts'
import { whomToAnswer } from './whom-to-answer.ts'

/** An update as everybody sees it who sees the project. */
export interface UpdateView {
  id: string
  /** As it was written, for the form. */
  body: string
  /** The same as safe HTML. */
  html: string
  version: number
  author: { id: string; name: string }
  /** ISO 8601. */
  at: string
  editedAt: string | null
}

export interface Updates {
  /** Newest first. */
  updates: UpdateView[]
  /** The query that brings more. */
  more: string | null
  /** The externals who read what is posted here [B7]. */
  audience: { id: string; name: string }[]
  /** Of those here, which their reader has not read yet. */
  unread: string[]
  /** To whom their reader can answer in person, the project's manager first; nobody for staff, and for who may not chat. */
  answers: { id: string; name: string }[]
  /** The id of the update that is written on this page. */
  nextSentId: string
}

const NEWEST = { key: sql`n.posted_at`, type: 'timestamptz', direction: 'desc' } as const satisfies Order

/** A project's updates, newest first, for who may read the project itself. Errors: `NotFound`. */
export async function listUpdates(here: Look, projectId: string, query: URLSearchParams): Promise<Updates> {
  const { scope, viewer, must } = here
  const { facts, manager_id: managerId } = await scope.project(projectId)
  must('project.read', facts)
  const window = windowIn(query, NEWEST)
  const [rows, audience, answers] = await Promise.all([
    withAuthors(scope.updates(projectId))
      .innerJoin('projects as p', 'p.id', 'n.project_id')
      .select(sql<string>`${NEWEST.key}::text`.as('place'))
      .select(sql<boolean>`${isInProject(viewer)} and ${isUnread(viewer)}`.as('unread'))
      .where(behind(window, NEWEST, sql`n.id`))
      .orderBy(sql`${ordered(NEWEST, sql`n.id`)}`)
      .limit(rowsOf(window))
      .execute(),
    audienceOf(here, projectId),
    whomToAnswer(here, managerId),
  ])
  const shown = cut(rows, window)
  return {
    updates: shown.rows.map(viewUpdate),
    more: shown.more,
    unread: shown.rows.filter(({ unread }) => unread).map(({ id }) => id),
    audience,
    answers,
    nextSentId: randomUUID(),
  }
}

/** Updates `n` with the names that are shown beside them. */
export const withAuthors = (updates: ReturnType<Look['scope']['updates']>) =>
  updates
    .clearSelect()
    .innerJoin('users as u', 'u.id', 'n.author_id')
    .select(['n.id', 'n.body', 'n.version', 'n.author_id', 'n.posted_at', 'n.edited_at', 'u.name as author_name'])

interface UpdateRow {
  id: string
  body: string
  version: number
  author_id: string
  author_name: string
  posted_at: Date
  edited_at: Date | null
}

export const viewUpdate = (row: UpdateRow): UpdateView => ({
  id: row.id,
  body: row.body,
  html: renderMarkdown(row.body),
  version: row.version,
  author: { id: row.author_id, name: row.author_name },
  at: row.posted_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
})
