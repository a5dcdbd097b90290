import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { external, rearrange } from '#db/testing/cast.ts'
import { acceptInvitation } from '#server/accounts/accept-invitation.ts'
import { changeGrant, removeGrant } from '#server/accounts/change-grant.ts'
import { enableAccess } from '#server/accounts/enable-access.ts'
import type { ChangeGrantForm } from '#server/accounts/forms.ts'
import { invitationLink } from '#server/accounts/invitation-link.ts'
import { resumeAccess, suspendAccess } from '#server/accounts/switch-access.ts'
import { openConversation } from '#server/conversations/open-conversation.ts'
import type { FeedSubject } from '#server/feed/subject.ts'
import { shareTasks } from '#server/projects/share-tasks.ts'
import { addPeople } from '#server/tasks/add-people.ts'
import { streamOf } from '#server/streams/events.ts'
import { openFeeds } from './testing/open-feeds.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage
let task: FeedSubject
let contract: FeedSubject
let feed: ReturnType<typeof openFeeds>['feed']
let externals: ReturnType<typeof openFeeds>['externals']
let opened: ReturnType<typeof openFeeds>['opened']

beforeAll(async () => {
  on = await stage()
  ;({ feed, externals, opened } = openFeeds(on))
  task = { kind: 'task', id: on.people.taskOfRila }
  contract = { kind: 'contract', id: on.people.contractOfRila }
})
afterEach(() => on.leave())
afterAll(() => on.close())

const contactOf = async (accountId: string, name: string) =>
  (
    await on.db
      .selectFrom('contacts')
      .select('id')
      .where('account_id', '=', accountId)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).id
const terms = (grantId: string, more: Partial<ChangeGrantForm> = {}): ChangeGrantForm => ({
  grantId,
  role: 10,
  daysBack: null,
  lastDay: null,
  notes: '',
  answersId: null,
  ...more,
})
const adam = () => on.near.caller(on.people.adam)

it('[B7] access that is suspended, resumed, changed or removed reaches the open feeds that it reads', async () => {
  const { mila, boris, ana, rila } = on.people
  const [milas, boriss] = [await opened(mila, task), await opened(boris, task)]
  expect(await externals(mila, task)).toEqual(['Ana', 'Boris'])
  const contactId = await contactOf(rila, 'Ana')
  const both = (times: number) => Promise.all([milas.hears(times), boriss.hears(times)])

  await suspendAccess(adam(), { contactId })
  await both(1)
  expect([await externals(mila, task), await externals(boris, task)]).toEqual([['Boris'], ['Boris']])
  await resumeAccess(adam(), { contactId })
  await both(2)
  expect(await externals(boris, task)).toEqual(['Ana', 'Boris'])
  await changeGrant(adam(), terms(ana.grantId, { role: 30, suspended: 'on' }))
  await both(3)
  expect(await externals(mila, task)).toEqual(['Boris'])
  await changeGrant(adam(), terms(ana.grantId, { role: 40, daysBack: 90 }))
  await both(4)

  const guest = { name: 'Rumen', email: 'rumen@rila.example', accountId: rila, answersId: mila.userId }
  const rumen = await external(on.db, { ...guest, role: 40 })
  const person = `grant:${rumen.grantId}`
  await addPeople(on.near.caller(mila), { taskId: task.id, people: [person], role: 'participant', agreed: [] })
  await milas.client.until(({ frames }) => JSON.stringify(frames).includes('task.people_changed'))
  expect(await externals(mila, task)).toEqual(['Ana', 'Boris', 'Rumen'])
  await removeGrant(adam(), { grantId: rumen.grantId })
  await both(5)
  expect(await externals(mila, task)).toEqual(['Ana', 'Boris'])
})

it('[B7] access that ends by its date leaves the open feeds when it ends, and not before', async () => {
  const { mila, boris } = on.people
  const milas = await opened(mila, task)
  expect(await externals(mila, task)).toContain('Boris')
  await changeGrant(adam(), terms(boris.grantId, { role: 40, lastDay: '2099-05-04' }))
  await milas.hears(1)
  await rearrange(on.db, (db) =>
    db
      .updateTable('grants')
      .set({ expires_at: sql`clock_timestamp()` })
      .where('id', '=', boris.grantId)
      .execute(),
  )
  await milas.hears(2)
  expect(await externals(mila, task)).not.toContain('Boris')
  await changeGrant(adam(), terms(boris.grantId, { role: 40 }))
})

it('[B7] who was away meanwhile is told when they go on from where they stood', async () => {
  const { mila, rila } = on.people
  const { positions } = await feed(mila, task)
  const contactId = await contactOf(rila, 'Boris')
  await suspendAccess(adam(), { contactId })
  await resumeAccess(adam(), { contactId })
  const late = on.join(on.far, mila)
  late.watch(positions)
  await late.until((client) => client.news(`account:${rila}/readers`).length === 2)
})

it('[B7] [B2] a collaborator hears who reads with them, on their contract alone, and nothing else of the account', async () => {
  const { jonas, victor, vera, ana, rila } = on.people
  const [jonass, victors] = [await opened(jonas, contract), await opened(victor, contract)]
  expect(jonass.names).toEqual([streamOf.contract(contract.id)])
  expect(await externals(jonas, contract)).toEqual(['Ana', 'Boris', 'Jonas', 'Vera'])
  await changeGrant(adam(), terms(ana.grantId, { role: 40, daysBack: 90, suspended: 'on' }))
  await Promise.all([jonass.hears(1), victors.hears(1)])
  expect(await externals(jonas, contract)).toEqual(['Boris', 'Jonas', 'Vera'])
  await changeGrant(adam(), terms(ana.grantId, { role: 40, daysBack: 90 }))
  await jonass.hears(2)

  // Another role may take in every contract of the account, or let go of them.
  await changeGrant(adam(), terms(vera.grantId, { role: 20 }))
  await jonass.hears(3)
  expect(await externals(jonas, contract)).toEqual(['Ana', 'Boris', 'Jonas'])
  await changeGrant(adam(), terms(vera.grantId, { role: 80 }))
  await jonass.hears(4)

  const before = await on.clock(streamOf.accountReaders(rila))
  await changeGrant(adam(), terms(jonas.grantId, { daysBack: 30, suspended: 'on' }))
  await victors.client.until((client) => client.news(streamOf.contract(contract.id)).length === 5)
  expect(await on.clock(streamOf.accountReaders(rila))).toBe(before)
  expect(await externals(victor, contract)).toEqual(['Ana', 'Boris', 'Vera'])
  await changeGrant(adam(), terms(jonas.grantId))
})

it('[B7] [B2] the readers of an account are told to its own people and to the host’s, to nobody else', async () => {
  const { claire, jonas, ana, nora, rila } = on.people
  const name = streamOf.accountReaders(rila)
  for (const who of [claire, jonas]) {
    const client = on.join(on.near, who)
    client.watch({ [name]: await on.clock(name) })
    expect(await client.until(({ lost }) => lost[0])).toEqual({ stream: name, reason: 'not_found' })
  }
  for (const who of [ana, nora]) await on.watching(on.near, who, name)
})

it('[B7] an invitation that is accepted reaches the conversation that it opens', async () => {
  const { claire, vera, corvin } = on.people
  const asked = await openConversation(on.near.caller(claire), { accountId: corvin })
  const talk: FeedSubject = { kind: 'conversation', id: asked.conversationId }
  const claires = await opened(claire, talk)
  expect(await externals(claire, talk)).toEqual(['Claire'])
  const { id: contactId } = await on.db
    .insertInto('contacts')
    .values({ account_id: corvin, name: 'Vera', email: 'vera@rila.example' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const last = { lastDay: '2099-05-04' }
  const { grantId: _, ...offered } = {
    ...terms('', last),
    contactId,
    email: 'vera@rila.example',
    kind: 'client' as const,
  }
  const { invitationId } = await enableAccess(adam(), offered)
  const link = await invitationLink(on.db, invitationId)
  expect(claires.told()).toBe(0)
  await acceptInvitation(on.near.caller(vera), String(link && 'path' in link && link.path).replace('/activate/', ''))
  await claires.hears(1)
  const given = await on.db
    .selectFrom('grants')
    .select('expires_at as ends')
    .where('user_id', '=', vera.userId)
    .where('account_id', '=', corvin)
    .executeTakeFirstOrThrow()
  expect(given.ends?.toISOString()).toBe('2099-05-04T21:00:00.000Z')
  expect(await externals(claire, talk)).toEqual(['Claire', 'Vera'])
})

it('[B7] [B2] tasks that a project shares from now on tell who reads them, also those who are in one from elsewhere', async () => {
  const { mila, claire, ana, projectOfRila: projectId } = on.people
  const joins = await addPeople(on.near.caller(mila), {
    taskId: task.id,
    people: [`grant:${claire.grantId}`],
    role: 'participant',
    agreed: [on.people.corvin, on.people.rila],
  })
  expect(joins).toBeNull()
  const [anas, claires] = [await opened(ana, task), await opened(claire, task)]
  expect(claires.names).toEqual([streamOf.task(task.id), streamOf.projectReaders(projectId)])
  expect(await externals(claire, task)).toEqual(['Ana', 'Boris', 'Claire'])
  const agreed = [on.people.corvin, on.people.rila]
  expect(await shareTasks(on.near.caller(mila), { projectId, shared: 'yes', agreed })).toBeNull()
  await Promise.all([anas.hears(1), claires.hears(1)])
  expect(await externals(claire, task)).toEqual(['Ana', 'Boris', 'Claire', 'Vera'])
  await suspendAccess(adam(), { contactId: await contactOf(on.people.rila, 'Vera') })
  await claires.hears(2)
  expect(await externals(claire, task)).toEqual(['Ana', 'Boris', 'Claire'])
})
