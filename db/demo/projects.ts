import { daysAgo, dayOf, type Part } from './part.ts'
import { accountId, projectId, userId } from './ids.ts'
import { PROJECTS } from './content/projects.ts'
import { refOf } from './seed.ts'

const madeAt = (now: Date, { starts }: { starts: number }) => daysAgo(now, Math.max(starts, 0) + 7)

/** Nine projects and who of the host works on them. */
export const projects: Part = {
  name: 'projects',
  async fill({ db, now }) {
    await db
      .insertInto('projects')
      .values(
        PROJECTS.map((one) => ({
          id: projectId(one.key),
          ref: refOf('project', one.key),
          name: one.name,
          description: one.description,
          account_id: accountId(one.account),
          manager_id: userId(one.manager),
          status: one.status,
          counterparty_sees_tasks: one.counterpartySeesTasks ?? false,
          starts_on: dayOf(now, one.starts),
          ends_on: dayOf(now, one.ends),
          created_at: madeAt(now, one),
        })),
      )
      .execute()
    const staffOf = (one: (typeof PROJECTS)[number]) =>
      [
        ...one.clientManagers.map((first) => ({ first, role: 'client_manager' as const })),
        ...one.team.map((first) => ({ first, role: 'team' as const })),
        ...one.auditors.map((first) => ({ first, role: 'auditor' as const })),
      ].map(({ first, role }) => ({
        project_id: projectId(one.key),
        user_id: userId(first),
        role,
        added_at: madeAt(now, one),
      }))
    await db.insertInto('project_staff').values(PROJECTS.flatMap(staffOf)).execute()
  },
}
