import { sql } from 'kysely'
import { readersOfProject } from '#server/access/audience.ts'
import { Conflict } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** The externals who read what is posted in a project, by name. */
export async function audienceOf({ db }: Pick<Work, 'db'>, projectId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct u.id, u.name from projects p, lateral (${readersOfProject()}) r join users u on u.id = r.user_id
    where p.id = ${projectId} order by u.name, u.id`.execute(db)
  return rows
}

/** Nobody reads an update who was not named when it was written [B7]. Errors: `Conflict` with their names. */
export async function updateAudienceStands(work: Work, projectId: string, audience: readonly string[]): Promise<void> {
  const news = (await audienceOf(work, projectId)).filter(({ id }) => !audience.includes(id))
  if (news.length === 0) return
  const names = new Intl.ListFormat(work.viewer.locale).format(news.map(({ name }) => name))
  throw new Conflict('audience_grown', { names })
}
