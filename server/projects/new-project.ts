import { sql } from 'kysely'
import { readersOfProject } from '#server/access/audience.ts'
import type { Look } from '#server/platform/look.ts'
import { colleagues } from '#server/staff/colleagues.ts'

/**
 * What the form of a new project needs: whom it can be for, how many people outside would see it at once, and who of the team there is.
 * Errors: `NotAllowed`.
 */
export async function readNewProject({ viewer, db, scope, must }: Look) {
  must('project.create')
  const [accounts, team] = await Promise.all([
    scope
      .accounts()
      .clearSelect()
      .select(['a.id', 'a.name'])
      .select(
        sql<number>`(select count(distinct r.user_id)::int from (select a.id as account_id) p, lateral (${readersOfProject()}) r)`.as(
          'outside',
        ),
      )
      .orderBy(sql`lower(a.name)`)
      .orderBy('a.id')
      .execute(),
    colleagues(db),
  ])
  return { me: viewer.userId, accounts, team }
}
