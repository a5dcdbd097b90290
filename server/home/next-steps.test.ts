import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { addContact } from '#server/accounts/add-contact.ts'
import { enableAccess } from '#server/accounts/enable-access.ts'
import { look } from '#server/platform/look.ts'
import { createProject } from '#server/projects/create-project.ts'
import { createProjectForm } from '#server/projects/forms.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { nextSteps } from './next-steps.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

const steps = (who: Member) => look(on.as(who), nextSteps)
const open = async (who: Member) => (await steps(who))?.filter(({ done }) => !done).map(({ step }) => step) ?? null

describe('the next steps of a new portal', () => {
  it('[F5] lead the owner from nothing to the first project, are read off what there is, and go when all is done', async () => {
    const { nora, mila } = on.cast
    // A portal that somebody uses has nothing to lead to.
    expect(await open(nora)).toBeNull()
    await rearrange(on.db, async (db) => {
      for (const table of [
        'contract_people',
        'task_people',
        'contracts',
        'tasks',
        'project_staff',
        'projects',
      ] as const)
        await db.deleteFrom(table).execute()
      for (const table of ['grants', 'contacts', 'accounts'] as const) await db.deleteFrom(table).execute()
    })
    expect(await open(nora)).toEqual(['account', 'contact', 'access', 'project'])
    // Nothing leads where nothing can be done yet: a project would be nobody's for good.
    const leads = async () => (await steps(nora))?.filter(({ to }) => to !== null).map(({ step }) => step)
    expect(await leads()).toEqual(['staff', 'account'])
    // Who does not set the portal up is not led through it.
    expect(await steps(mila)).toBeNull()
    const account = await on.db
      .insertInto('accounts')
      .values({ name: 'First' })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect((await steps(nora))?.find(({ step }) => step === 'contact')).toEqual({
      step: 'contact',
      done: false,
      optional: false,
      to: `/s/accounts/${account.id}?contact=new`,
    })
    expect(await leads()).toEqual(['staff', 'account', 'contact', 'project'])
    const person = { name: 'Eva', email: 'eva@first.example', phone: null, jobTitle: null, isPrimary: true }
    const { contactId } = await addContact(on.as(nora), account.id, person)
    expect(await open(nora)).toEqual(['access', 'project'])
    expect((await steps(nora))?.find(({ step }) => step === 'access')?.to).toBe(
      `/s/accounts/${account.id}?enable=${contactId}`,
    )
    const terms = { kind: 'client', role: 10, daysBack: null, lastDay: null, notes: '', answersId: null } as const
    await enableAccess(on.as(nora), { ...terms, contactId, email: person.email })
    expect(await open(nora)).toEqual(['project'])
    // A project of one's own lets no client work.
    const own = createProjectForm.parse({ name: 'Our office', accountId: 'own', managerId: nora.userId })
    await createProject(on.as(nora), own)
    expect(await open(nora)).toEqual(['project'])
    const project = { name: 'First', accountId: account.id, managerId: nora.userId }
    await createProject(on.as(nora), createProjectForm.parse(project))
    expect(await steps(nora)).toBeNull()
  })
})
