import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { listAccounts } from '#server/accounts/list-accounts.ts'
import { listContracts } from '#server/contracts/list-contracts.ts'
import { listConversations } from '#server/conversations/list-conversations.ts'
import { listProjects } from '#server/projects/list-projects.ts'
import { listTasks } from '#server/tasks/list-tasks.ts'
import { atAddresses, search } from './search.ts'
import { offers } from './offers.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

const found = (who: Member, typed: string) =>
  look(on.as(who), async (here) =>
    (await search(here, typed)).flatMap(({ subject, hits }) => hits.map(({ title }) => `${subject}: ${title}`)),
  )
const at = (who: Member, ...addresses: string[]) =>
  look(on.as(who), async (here) => (await atAddresses(here, addresses)).map(({ title }) => title))
const offered = (who: Member, projectId: string | null = null) =>
  look(on.as(who), async (here) => (await offers(here, projectId)).map(({ does, project }) => project ?? does))

const task = (title: string, more: { ref?: string; created_at?: Date } = {}) =>
  on.db
    .insertInto('tasks')
    .values({
      ref: Math.random().toString(36).slice(2, 10).toUpperCase(),
      project_id: on.cast.projectOfRila,
      title,
      author_id: on.cast.mila.userId,
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

describe('search', () => {
  it('[F6] finds by every word or its beginning, in any order, whatever the accents, case and script', async () => {
    await task('Éclairage du hôtel', { ref: 'AB12CD34' })
    await task('Осветление на Лобито')
    await task('أعمال الصيانة')
    const { mila } = on.cast
    for (const typed of ['eclairage', 'HOTEL ÉCL', 'hôt éclair', 'ab12cd34', 'AB12'])
      expect(await found(mila, typed), typed).toEqual(['tasks: Éclairage du hôtel'])
    for (const typed of ['лобито', 'ОСВЕТ лоб'])
      expect(await found(mila, typed), typed).toEqual(['tasks: Осветление на Лобито'])
    for (const typed of ['اعمال', 'أَعمال', 'الصي'])
      expect(await found(mila, typed), typed).toEqual(['tasks: أعمال الصيانة'])
    expect(await found(mila, 'hotel nowhere')).toEqual([])
    expect(await found(mila, 'lairage')).toEqual([])
  })

  it.each([
    '',
    ' ',
    '%',
    '_',
    '\\',
    "'",
    '"',
    "' or 1=1 --",
    ':*',
    '!a & (b | c)',
    '<->',
    '🦔',
    '\u202e',
    '٪',
    '\ud800',
  ])('[F6] takes %j for what it is: it fails nowhere and finds nothing of its own', async (typed) => {
    await task('A hedgehog 🦔 of 100% _kind_')
    expect(await found(on.cast.mila, typed)).toEqual([])
  })

  it('[F6] takes five hundred characters, and signs between words are no words', async () => {
    await task('Boiler of the ground-floor (north) 100%')
    expect(await found(on.cast.mila, 'x'.repeat(500))).toEqual([])
    expect(await found(on.cast.mila, `boiler ${'of the '.repeat(80)}`)).toHaveLength(1)
    expect(await found(on.cast.mila, '100% floor, "north"')).toHaveLength(1)
  })

  it('[F6] a word is found in the signs of any language, behind an apostrophe, a dash or a picture', async () => {
    await task('„Керемиди“ – l’ardoise …«tuiles», 🏠fenetre؟ بلاط، (“Dachziegel”)')
    for (const typed of ['керемиди', 'ardoise', 'tuiles', 'fenetre', 'بلاط', 'dachziegel', 'l’ardoise', '«tuiles»'])
      expect(await found(on.cast.mila, typed), typed).toHaveLength(1)
  })

  it('[F6] shows the eight newest of a subject and says that there are more', async () => {
    for (let nth = 0; nth < 10; nth++)
      await task(`Valve ${String(nth)}`, { created_at: new Date(Date.UTC(2030, 0, nth + 1)) })
    const groups = await look(on.as(on.cast.mila), (here) => search(here, 'valve'))
    expect(groups.map(({ subject, more }) => [subject, more])).toEqual([['tasks', true]])
    expect(groups[0]?.hits.map(({ title }) => title)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((nth) => `Valve ${nth}`))
  })

  it('[F6] every list finds by words at least what the search found, in the order and with the accents one remembers', async () => {
    const { mila, ana, corvin } = on.cast
    await task('Vérification annuelle des chaudières')
    await on.db.insertInto('contacts').values({ account_id: corvin, name: 'Noëlle Martin' }).execute()
    const listed = (who: Member, typed: string) =>
      look(on.as(who), async (here) => {
        const query = new URLSearchParams({ q: typed, whose: 'all', status: 'all', show: 'all' })
        const [tasks, projects, contracts, conversations, accounts] = [
          await listTasks(here, null, query),
          await listProjects(here, query),
          await listContracts(here, query),
          await listConversations(here, query),
          here.viewer.staff ? await listAccounts(on.as(who), query) : { accounts: [] },
        ]
        return {
          tasks: tasks.tasks.map(({ id }) => id),
          projects: projects.projects.map(({ id }) => id),
          contracts: contracts.rows.map(({ id }) => id),
          conversations: conversations.rows.map(({ id }) => id),
          accounts: accounts.accounts.map(({ id }) => id),
        }
      })
    const both = [
      [mila, 'chaudieres verif', 'tasks'],
      [mila, 'spa RIL', 'projects'],
      [mila, 'hotels rila', 'projects'],
      [ana, 'spa ríla', 'projects'],
      [mila, '2027 maint', 'contracts'],
      [mila, 'corvin mais', 'accounts'],
    ] as const
    for (const [who, typed, subject] of both) {
      const groups = await look(on.as(who), (here) => search(here, typed))
      const hits = groups.find((group) => group.subject === subject)?.hits.map(({ id }) => id) ?? []
      expect(hits, typed).not.toEqual([])
      expect((await listed(who, typed))[subject], typed).toEqual(expect.arrayContaining(hits))
    }
    // Contacts are listed with their accounts.
    expect(await found(mila, 'martin noel')).toEqual(['contacts: Noëlle Martin'])
    expect((await listed(mila, 'martin noel')).accounts).toEqual([corvin])
  })

  it('[B2] [F6] an external finds the tasks they are in, and no others by title, reference or address', async () => {
    const { ana, vera, claire, mila, taskOfRila, projectOfRila } = on.cast
    const hidden = await task('Tiles in the cellar')
    expect(await found(mila, 'tiles')).toHaveLength(2)
    expect(await found(ana, 'tiles')).toEqual(['tasks: Tiles for the pool'])
    expect(await found(vera, 'tiles')).toEqual([])
    expect(await at(ana, `/tasks/${hidden.id}`, `/tasks/${taskOfRila}`, `/projects/${projectOfRila}`)).toEqual([
      'Tiles for the pool',
      'Rila spa',
    ])
    expect(await at(claire, `/tasks/${taskOfRila}`, `/projects/${projectOfRila}`)).toEqual([])
  })

  it('[A1] [A20] accounts and contacts are found by staff, staff by admins, and nobody’s people by externals', async () => {
    const { adam, mila, vera, claire } = on.cast
    await on.db.insertInto('contacts').values({ account_id: on.cast.corvin, name: 'Luc Moreau' }).execute()
    expect(await found(mila, 'luc')).toEqual(['contacts: Luc Moreau'])
    expect(await found(mila, 'maison luc')).toEqual([])
    expect(await found(mila, 'maison')).toContain('accounts: Maison Corvin')
    expect(await found(mila, 'petar')).toEqual([])
    expect(await found(adam, 'petar')).toEqual(['staff: Petar'])
    expect(await found(adam, 'petar example')).toEqual(['staff: Petar'])
    for (const who of [vera, claire])
      for (const typed of ['luc', 'petar', 'adam', 'northlight.example', 'rila.example'])
        expect(
          (await found(who, typed)).filter((one) => /^(accounts|contacts|staff)/.test(one)),
          typed,
        ).toEqual([])
  })

  it('[B1] who only has tasks in a project finds it by its name, not by what is masked', async () => {
    const { jonas, corvin, ana, projectOfRila, adam } = on.cast
    const { id } = await on.db
      .insertInto('projects')
      .values({ ref: 'P7777777', name: 'Quiet works', account_id: corvin, manager_id: on.cast.mila.userId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const made = await on.db
      .insertInto('tasks')
      .values({ ref: 'Q7777777', project_id: id, title: 'Look over', author_id: on.cast.mila.userId })
      .returning('id')
      .executeTakeFirstOrThrow()
    await on.db
      .insertInto('task_people')
      .values(
        [jonas, ana].map((one) => ({
          task_id: made.id,
          user_id: one.userId,
          grant_id: one.grantId,
          role: 'participant' as const,
        })),
      )
      .execute()
    for (const who of [jonas, ana]) {
      expect(await found(who, 'quiet')).toEqual(['projects: Quiet works'])
      for (const typed of ['P7777777', 'maison', 'corvin']) expect(await found(who, typed), typed).toEqual([])
      const [hit] = await look(on.as(who), (here) => atAddresses(here, [`/projects/${id}`]))
      expect(hit).toMatchObject({ beside: null, ref: null, status: null })
    }
    expect(await found(adam, 'P7777777')).toEqual(['projects: Quiet works'])
    expect(await found(ana, 'rila')).toContain('projects: Rila spa')
    expect(await offered(ana, projectOfRila)).toContain('Rila spa')
  })

  it('[D2] contracts are found by title, reference and account, never by their text', async () => {
    const { ana, vera, claire, petar } = on.cast
    expect(await found(petar, 'mainten')).toEqual(['contracts: Maintenance 2027'])
    expect(await found(ana, '2027 rila')).toEqual([])
    expect(await found(ana, 'maintenance')).toEqual(['contracts: Maintenance 2027'])
    expect(await found(vera, 'maintenance')).toEqual(['contracts: Maintenance 2027'])
    expect(await found(claire, 'maintenance')).toEqual([])
    for (const who of [ana, vera, petar]) expect(await found(who, 'whole text')).toEqual([])
  })

  it('[C1] conversations are found by whom they are with, by those who may read them', async () => {
    const { rila, ana, mila, boris, adam, petar, claire, projectOfRila } = on.cast
    await on.db
      .insertInto('conversations')
      .values([
        { kind: 'account', account_id: rila },
        { kind: 'project', account_id: rila, project_id: projectOfRila },
        { kind: 'direct', account_id: rila, grant_id: ana.grantId, user_id: ana.userId, staff_id: mila.userId },
      ])
      .execute()
    const chats = async (who: Member, typed: string) =>
      (await found(who, typed)).filter((one) => one.startsWith('conversations')).sort()
    expect(await chats(mila, 'ana')).toEqual(['conversations: Ana'])
    expect(await chats(mila, 'ana rila')).toEqual(['conversations: Ana'])
    expect(await chats(ana, 'mila')).toEqual(['conversations: Mila'])
    expect(await chats(ana, 'spa')).toEqual(['conversations: Rila spa'])
    expect(await chats(mila, 'spa')).toEqual(['conversations: Rila spa'])
    for (const who of [boris, adam, petar, claire]) expect(await chats(who, 'ana')).toEqual([])
    for (const who of [petar, claire]) expect(await chats(who, 'rila')).toEqual([])
    expect(await chats(adam, 'rila')).toHaveLength(2)
  })

  it('[A0] offers to begin only what may be begun', async () => {
    const { adam, ana, jonas, claire } = on.cast
    expect(await offered(adam)).toEqual(
      expect.arrayContaining(['Rila spa', 'new_project', 'new_account', 'new_message']),
    )
    expect(await offered(ana)).toEqual(['Rila spa', 'new_message'])
    expect(await offered(claire)).not.toContain('Rila spa')
    expect(await offered(jonas)).toEqual(['new_message'])
  })

  it.each(['/tasks/x', '/tasks/../../x', '//evil', '', '/settings/staff/1', '/tasks/{}'])(
    'an address nobody made (%j) is nowhere',
    async (address) => {
      expect(await at(on.cast.adam, address)).toEqual([])
    },
  )

  it('[B2] [F6] a word that hundreds hold is found all the same: the newest first, and by nobody who may not see them', async () => {
    const { mila, projectOfRila, ana, taskOfRila } = on.cast
    await on.db
      .insertInto('tasks')
      .values(
        Array.from({ length: 300 }, (_, nth) => ({
          ref: `G${String(nth)}`,
          project_id: projectOfRila,
          title: `Gutter ${String(nth)}`,
          author_id: mila.userId,
          created_at: new Date(Date.UTC(2031, 0, 1) + nth * 1000),
        })),
      )
      .execute()
    await on.db
      .updateTable('tasks')
      .set({ title: 'Tiles for the gutter and the pool' })
      .where('id', '=', taskOfRila)
      .execute()
    expect(await found(mila, 'gutter')).toEqual(
      [299, 298, 297, 296, 295, 294, 293, 292].map((nth) => `tasks: Gutter ${nth}`),
    )
    expect(await found(ana, 'gutter')).toEqual(['tasks: Tiles for the gutter and the pool'])
    await on.db.updateTable('tasks').set({ title: 'Tiles for the pool' }).where('id', '=', taskOfRila).execute()
  })
})
