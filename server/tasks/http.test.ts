import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { form, testPortal, type TestPortal } from '#server/testing/test-portal.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

const move = (who: Member, fields: Record<string, string>, task = on.people.taskOfRila) => {
  const prefix = who.grantId ? `/g/${who.grantId}` : '/s'
  return on.ask(`${prefix}/tasks/${task}/move`, { ...form(fields), cookie: `portico=${who.token}` })
}

describe('moving a card', () => {
  it('[B5] moves it, and tells the second of two where it stands against', async () => {
    const { mila, ana } = on.people
    const done = await move(mila, { from: 'new', to: 'on_hold' })
    expect([done.status, await done.json()]).toEqual([200, { done: 'move' }])
    const late = await move(ana, { from: 'new', to: 'in_progress' })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ refused: { words: { key: 'task_moved_meanwhile' } } })
  })

  it('[B2] [S3] hidden and never been are one answer; what is not open is refused with its reason', async () => {
    const { vera, ana, petar } = on.people
    const answers = await Promise.all([
      move(vera, { from: 'on_hold', to: 'new' }),
      move(vera, { from: 'on_hold', to: 'new' }, crypto.randomUUID()),
      move(petar, { from: 'on_hold', to: 'new' }),
      move({ ...vera, grantId: ana.grantId }, { from: 'on_hold', to: 'new' }),
    ])
    const [one, ...others] = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))
    expect(one?.[0]).toBe(404)
    for (const other of others) expect(other).toEqual(one)
    const refused = await move(ana, { from: 'on_hold', to: 'done' })
    expect(refused.status).toBe(403)
  })

  it.each<Record<string, string>>([{}, { from: 'x', to: 'new' }, { from: 'on_hold', to: '\0' }, { from: 'on_hold' }])(
    '[S6] takes no form that it does not know: %j',
    async (fields) => {
      expect((await move(on.people.mila, fields)).status).toBe(422)
    },
  )

  it('[S22] takes nothing from elsewhere, nor from nobody', async () => {
    const path = `/s/tasks/${on.people.taskOfRila}/move`
    const fields = form({ from: 'on_hold', to: 'new' })
    const cookie = `portico=${on.people.mila.token}`
    expect((await on.ask(path, { ...fields, cookie, headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await on.ask(path, fields)).status).toBe(401)
  })
})
