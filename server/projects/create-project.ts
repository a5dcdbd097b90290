import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { newRef } from '#server/tasks/new-ref.ts'
import type { CreateProject } from './forms.ts'
import { noteInProject, tellProjectLists } from './tell.ts'

/**
 * Makes a project with its manager and client-managers [B9]. Only adds sight, so it waits for nobody. Answers its id.
 * Errors: `NotAllowed`; `Invalid` when the account is not there, or somebody is not of the team.
 */
export function createProject(caller: Caller, form: CreateProject): Promise<{ projectId: string }> {
  return work(caller, async (inside) => {
    const { db, scope, must, audit } = inside
    must('project.create')
    if (form.accountId && !(await scope.accounts().where('a.id', '=', form.accountId).executeTakeFirst()))
      throw new Invalid({ accountId: 'choose_one' })
    const team = await db
      .selectFrom('users')
      .select('id')
      .where('kind', '=', 'staff')
      .where('removed_at', 'is', null)
      .where('id', 'in', [form.managerId, ...form.clientManagers])
      .execute()
    const isOfTeam = (id: string) => team.some((one) => one.id === id)
    if (!isOfTeam(form.managerId)) throw new Invalid({ managerId: 'choose_one' })
    if (!form.clientManagers.every(isOfTeam)) throw new Invalid({ clientManagers: 'person_gone' })

    const projectId = await insert(inside, form)
    const staff = [...new Set(form.clientManagers)].map((user_id) => ({
      project_id: projectId,
      user_id,
      role: 'client_manager' as const,
    }))
    if (staff.length > 0) await db.insertInto('project_staff').values(staff).execute()
    audit('project.created', `project:${projectId}`, { new: { name: form.name, accountId: form.accountId } })
    noteInProject(inside, projectId, { what: 'created' })
    await tellProjectLists(inside, projectId)
    return { projectId }
  })
}

/** A reference that is taken is thrown away. */
async function insert({ db }: Work, form: CreateProject): Promise<string> {
  for (;;) {
    const made = await db
      .insertInto('projects')
      .values({
        ref: newRef(),
        name: form.name,
        description: form.description,
        account_id: form.accountId,
        manager_id: form.managerId,
        status: form.status,
        starts_on: form.startsOn,
        ends_on: form.endsOn,
        created_at: sql<Date>`clock_timestamp()`,
      })
      .onConflict((conflict) => conflict.column('ref').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) return made.id
  }
}
