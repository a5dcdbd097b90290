import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { external, rearrange, type Member } from '#db/testing/cast.ts'
import { acceptInvitation } from '#server/accounts/accept-invitation.ts'
import { changeGrant, removeGrant } from '#server/accounts/change-grant.ts'
import { enableAccess } from '#server/accounts/enable-access.ts'
import type { ChangeGrantForm } from '#server/accounts/forms.ts'
import { invitationLink } from '#server/accounts/invitation-link.ts'
import { resumeAccess, suspendAccess } from '#server/accounts/switch-access.ts'
import { openConversation } from '#server/conversations/open-conversation.ts'
import { feedOf } from '#server/feed/queries.ts'
import { factsOf, type FeedSubject } from '#server/feed/subject.ts'
import { look } from '#server/platform/look.ts'
import { addStaff } from '#server/projects/add-staff.ts'
import { changeManager } from '#server/projects/change-manager.ts'
import { removeStaff } from '#server/projects/remove-staff.ts'
import { shareTasks } from '#server/projects/share-tasks.ts'
import { addPeople } from '#server/tasks/add-people.ts'
import { streamOf } from '#server/streams/events.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage
let task: FeedSubject
let contract: FeedSubject

beforeAll(async () => {
  on = await stage()
  task = { kind: 'task', id: on.people.taskOfRila }
  contract = { kind: 'contract', id: on.people.contractOfRila }
})
afterEach(() => on.leave())
afterAll(() => on.close())

const feed = (who: Member, subject: FeedSubject) =>
  look(on.near.caller(who), (here) => feedOf(here, subject, () => factsOf(here.scope, subject)))
const externals = async (who: Member, subject: FeedSubject) =>
  (await feed(who, subject)).people.filter(({ kind }) => kind === 'external').map(({ name }) => name)
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

/** Opens a feed as its page does: follows every stream of it from where it stands. Answers how often it was told that its readers are others. */
async function opened(who: Member, subject: FeedSubject) {
  const { positions } = await feed(who, subject)
  const client = on.join(on.near, who)
  client.watch(positions)
  const names = Object.keys(positions)
  const isProven = (name: string) => client.frames.some(({ rights }) => rights?.some(({ stream }) => stream === name))
  await client.until(() => names.every(isProven))
  const told = () => names.flatMap((name) => client.news(name)).filter(({ fact }) => fact === 'readers.changed').length
  return { client, names, told, hears: (times: number) => client.until(() => told() >= times) }
}

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
  const { grantId: _, ...offered } = { ...terms(''), contactId, email: 'vera@rila.example', kind: 'client' as const }
  const { invitationId } = await enableAccess(adam(), offered)
  const link = await invitationLink(on.db, invitationId)
  expect(claires.told()).toBe(0)
  await acceptInvitation(on.near.caller(vera), String(link && 'path' in link && link.path).replace('/activate/', ''))
  await claires.hears(1)
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

it('[B7] [B6] others of a project’s staff reach the open feeds of its tasks and of its conversation, also of those who have no more of it', async () => {
  const { mila, claire, boris, petar, adam: adams, projectOfRila: projectId } = on.people
  const staff = async (who: Member, subject: FeedSubject) =>
    (await feed(who, subject)).people.filter(({ kind }) => kind === 'staff').map(({ name }) => name)
  const { conversationId } = await openConversation(on.near.caller(boris), { projectId })
  const talk: FeedSubject = { kind: 'conversation', id: conversationId }
  const all = [await opened(mila, task), await opened(claire, task), await opened(boris, talk)]
  const hear = (times: number) => Promise.all(all.map((one) => one.hears(times)))
  expect(await staff(claire, task)).toEqual(['Mila'])

  await addStaff(adam(), { projectId, userId: petar.userId, role: 'team' })
  await hear(1)
  expect([await staff(claire, task), await staff(boris, talk)]).toEqual([
    ['Mila', 'Petar'],
    ['Mila', 'Petar'],
  ])
  await removeStaff(adam(), { projectId, userId: petar.userId, role: 'team' })
  await hear(2)
  expect(await staff(claire, task)).toEqual(['Mila'])
  await changeManager(adam(), { projectId, userId: adams.userId })
  await hear(3)
  expect(await staff(claire, task)).toEqual(['Adam', 'Mila'])
})

it('[B7] [B1] who is in a project is told to those who have something of it, whatever their cells, and to nobody else', async () => {
  const { claire, jonas, nora, projectOfRila } = on.people
  const name = streamOf.projectReaders(projectOfRila)
  for (const who of [claire, nora]) await on.watching(on.near, who, name)
  const client = on.join(on.near, jonas)
  client.watch({ [name]: await on.clock(name) })
  expect(await client.until(({ lost }) => lost[0])).toEqual({ stream: name, reason: 'not_found' })
  const cell = { object: 'project', action: 'view', kind: 'client' } as const
  await rearrange(on.db, (db) =>
    db
      .insertInto('matrix_cells')
      .values({ ...cell, ticked: false })
      .onConflict((so) => so.columns(['object', 'action', 'kind']).doUpdateSet({ ticked: false }))
      .execute(),
  )
  await on.watching(on.near, claire, name)
})
