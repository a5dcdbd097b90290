import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { catchUp } from '#server/streams/catch-up.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { happenedOn, toldOn } from '#server/tasks/testing/told.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { deleteUpdate } from './delete-update.ts'
import { editUpdate } from './edit-update.ts'
import { postUpdateForm } from './forms.ts'
import { postUpdate } from './post-update.ts'
import './render-updates.ts'
import { listUpdates } from './updates.ts'

let on: TestPortal
let projectId: string
let audience: string[]
beforeEach(async () => {
  on = await testPortal()
  projectId = on.cast.projectOfRila
  audience = [on.cast.ana, on.cast.boris, on.cast.vera].map(({ userId }) => userId)
})
afterEach(() => on.close())

const post = (who: Member, form: object = {}) =>
  postUpdate(
    on.as(who),
    postUpdateForm.parse({ projectId, sentId: randomUUID(), body: 'The pool is *full*', audience, ...form }),
  )
const read = async (who: Member) =>
  (await look(on.as(who), (here) => listUpdates(here, projectId, new URLSearchParams()))).updates
const told = async (who: Member) =>
  (await catchUp(on.as(who), { [`project:${projectId}/inside`]: 0 })).news?.flatMap(({ facts }) =>
    facts.filter(({ fact }) => fact.startsWith('update.')),
  )

describe('updates', () => {
  it('[B9] are posted by staff and reach those who see the project, by their page and their line', async () => {
    const { mila, vera, petar, claire, jonas, taskOfRila } = on.cast
    await post(mila)
    expect(await read(vera)).toMatchObject([{ html: '<p>The pool is <em>full</em></p>', author: { name: 'Mila' } }])
    expect(await told(vera)).toMatchObject([
      { fact: 'update.posted', data: { update: { body: 'The pool is *full*' } } },
    ])
    expect(await happenedOn(on, `project:${projectId}/inside`)).toEqual([{ what: 'update_posted' }])
    await expect(post(petar)).rejects.toMatchObject({ words: { key: 'not_in_team' } })
    await expect(post(vera)).rejects.toBeInstanceOf(NotAllowed)
    // Whoever only has a task there sees its name and that task.
    for (const who of [claire, jonas]) {
      await on.db
        .insertInto('task_people')
        .values({ task_id: taskOfRila, user_id: who.userId, grant_id: who.grantId, role: 'participant' })
        .execute()
      await expect(read(who)).rejects.toBeInstanceOf(NotFound)
      expect(await told(who)).toEqual([])
    }
  })

  it('[B9] sent twice, one is stored once', async () => {
    const sentId = randomUUID()
    await Promise.all([post(on.cast.mila, { sentId }), post(on.cast.mila, { sentId })])
    expect(await read(on.cast.vera)).toHaveLength(1)
    expect(await toldOn(on, `project:${projectId}/inside`)).toHaveLength(2)
  })

  it('[B7] nobody reads one who was not named when it was written', async () => {
    const { mila, vera } = on.cast
    const without = audience.filter((id) => id !== vera.userId)
    await expect(post(mila, { audience: without })).rejects.toMatchObject({
      words: { key: 'audience_grown', values: { names: 'Vera' } },
    })
    expect(await read(vera)).toEqual([])
  })

  it('[B9] are changed by who wrote them or manages the project; the second of two is told; taken back, the text is gone', async () => {
    const { mila, petar, vera } = on.cast
    await post(mila)
    const [update] = await read(vera)
    const updateId = update?.id ?? ''
    const edit = (who: Member, version: number) =>
      editUpdate(on.as(who), { projectId, updateId, version, body: 'Half full', audience })
    await expect(edit(petar, 1)).rejects.toMatchObject({ words: { key: 'not_update_author' } })
    await expect(edit(vera, 1)).rejects.toBeInstanceOf(NotAllowed)
    await edit(mila, 1)
    await expect(edit(mila, 1)).rejects.toBeInstanceOf(Conflict)
    expect(await read(vera)).toMatchObject([{ body: 'Half full', version: 2 }])
    await expect(deleteUpdate(on.as(petar), { projectId, updateId })).rejects.toBeInstanceOf(NotAllowed)
    await deleteUpdate(on.as(mila), { projectId, updateId })
    expect(await read(vera)).toEqual([])
    expect(JSON.stringify(await told(vera))).not.toMatch(/full/)
  })

  it('[A7] one that is older than days back reaches neither page nor line', async () => {
    const { mila, ana, vera } = on.cast
    await post(mila)
    expect(await read(ana)).toHaveLength(1)
    await rearrange(on.db, (db) =>
      db
        .updateTable('project_updates')
        .set({ posted_at: sql<Date>`clock_timestamp() - interval '91 days'` })
        .execute(),
    )
    expect(await read(ana)).toEqual([])
    expect(await told(ana)).toEqual([])
    expect(await read(vera)).toHaveLength(1)
  })

  it('[B9] none is written by an external, whatever the code does', async () => {
    const insert = on.db
      .insertInto('project_updates')
      .values({ project_id: projectId, author_id: on.cast.vera.userId, sent_id: randomUUID(), body: 'x' })
      .execute()
    await expect(insert).rejects.toMatchObject({ code: 'PG004' })
  })
})

describe('whom an update is answered to', () => {
  const answers = async (who: Member) =>
    (await look(on.as(who), (here) => listUpdates(here, projectId, new URLSearchParams()))).answers.map(({ id }) => id)

  it('[B9] [C1] to the host’s people whom its reader may write to, the project’s manager first; to nobody for staff', async () => {
    const { vera, ana, mila, petar } = on.cast
    for (const who of [vera, ana]) expect(await answers(who)).toEqual([mila.userId])
    await rearrange(on.db, (db) =>
      db.updateTable('projects').set({ manager_id: petar.userId }).where('id', '=', projectId).execute(),
    )
    expect(await answers(vera)).toEqual([petar.userId, mila.userId])
    for (const who of [mila, petar]) expect(await answers(who)).toEqual([])
  })

  it('[A10] [A17] [C1] to nobody for who may not write in conversations', async () => {
    const { vera, adam } = on.cast
    expect(await answers(vera)).toHaveLength(1)
    await saveCell(on.as(adam), { action: 'conversation.post', kind: 'client', ticked: false })
    expect(await answers(vera)).toEqual([])
  })
})
