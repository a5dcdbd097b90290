import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { form, testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import * as contractNew from './contract-new.tsx'
import * as contract from './contract.tsx'
import * as contracts from './contracts.tsx'
import * as find from './find.ts'
import * as home from './home.tsx'
import * as notes from './notes.tsx'
import * as outbox from './outbox.tsx'

const both = { '': home, '/contracts': contracts, '/contracts/:contract': contract, '/live/find': find }

let on: TestPortal
beforeAll(async () => {
  const sides = Object.entries(both).flatMap(([path, module]) => [
    [`/s${path}`, module] as const,
    [`/g/:grant${path}`, module] as const,
  ])
  const own = { '/s/contracts/new': contractNew, '/s/settings/outbox': outbox, '/g/:grant/notes': notes }
  on = await testPortal({ routes: { ...own, ...Object.fromEntries(sides) } })
})
afterAll(() => on.close())

const as = ({ token }: Member) => ({ cookie: `portico=${token}` })
/** Where somebody is led from an address; else the status of the answer. */
async function led(who: Member, path: string, init: RequestInit = {}): Promise<string | number> {
  const answer = await on.ask(path, { ...init, ...as(who) })
  await answer.arrayBuffer()
  return answer.status === 302 ? (answer.headers.get('location') ?? '') : answer.status
}
const of = ({ grantId }: Member) => `/g/${grantId ?? ''}`

/** One more grant of the same person, used later than all of theirs. */
async function alsoOf(who: Member, accountId: string, role: 10 | 80 = 80): Promise<string> {
  const name = 'The same'
  const contact = await on.db
    .insertInto('contacts')
    .values({ account_id: accountId, user_id: who.userId, name, email: `${randomUUID()}@same.example` })
    .returning('id')
    .executeTakeFirstOrThrow()
  let id = ''
  await rearrange(on.db, async (db) => {
    const values = { user_id: who.userId, account_id: accountId, contact_id: contact.id, kind: 'client' as const, role }
    const { mila } = on.people
    const made = { ...values, answers_id: mila.userId, last_seen_at: new Date() }
    ;({ id } = await db.insertInto('grants').values(made).returning('id').executeTakeFirstOrThrow())
  })
  return id
}

describe('an address that was copied on the other side', () => {
  it('[A5] leads an external from the staff’s to the same page in their own grant, with what it asks', async () => {
    const { ana, contractOfRila } = on.people
    const to = `/contracts/${contractOfRila}?from=chat`
    expect(await led(ana, `/s${to}`)).toBe(of(ana) + to)
    expect(await led(ana, of(ana) + to)).toBe(200)
    expect(await led(ana, '/s')).toBe(of(ana))
    expect(await led(ana, '/s/contracts?show=agreed')).toBe(`${of(ana)}/contracts?show=agreed`)
  })

  it('[A5] leads staff from any grant’s to their own, and an external from another’s, or from none at all', async () => {
    const { ana, claire, mila, contractOfRila } = on.people
    const to = `/contracts/${contractOfRila}`
    expect(await led(mila, of(ana) + to)).toBe(`/s${to}`)
    expect(await led(mila, `/g/${randomUUID()}${to}`)).toBe(`/s${to}`)
    expect(await led(claire, of(ana) + to)).toBe(of(claire) + to)
    expect(await led(claire, `/g/no-grant${to}`)).toBe(of(claire) + to)
  })

  it('[S3] tells nothing: one is led the same way to what is hidden and to what never was, and both are missing there', async () => {
    const { claire, contractOfRila } = on.people
    for (const id of [contractOfRila, randomUUID(), 'no-id']) {
      const own = `${of(claire)}/contracts/${id}`
      expect(await led(claire, `/s/contracts/${id}`)).toBe(own)
      expect(await led(claire, own)).toBe(404)
    }
  })

  it('[S3] is missing where the page is of one side only, answers data, or is sent to', async () => {
    const { ana, mila, contractOfRila } = on.people
    expect(await led(ana, '/s/settings/outbox')).toBe(404)
    expect(await led(ana, '/s/contracts/new')).toBe(404)
    expect(await led(mila, `${of(ana)}/notes`)).toBe(404)
    expect(await led(ana, '/s/live/find?q=a')).toBe(404)
    const sent = form({ do: 'switch', contractId: contractOfRila, comments: 'closed' })
    expect(await led(ana, `/s/contracts/${contractOfRila}`, sent)).toBeGreaterThanOrEqual(400)
  })

  it('[A5] is led by the answer to a data request too', async () => {
    const { claire } = on.people
    const answer = await on.ask('/s/contracts.data', as(claire))
    expect(await answer.text()).toContain(`${of(claire)}/contracts`)
  })

  it('[A5] of several grants it is the one within whose reach the record is, and the one used last where none is', async () => {
    const { ana, corvin, contractOfRila } = on.people
    const second = await alsoOf(ana, corvin)
    expect(await led(ana, '/s/contracts')).toBe(`/g/${second}/contracts`)
    expect(await led(ana, `/s/contracts/${contractOfRila}`)).toBe(`${of(ana)}/contracts/${contractOfRila}`)
    const never = `/contracts/${randomUUID()}`
    expect(await led(ana, `/s${never}`)).toBe(`/g/${second}${never}`)
    // What is shut reaches nothing.
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', ana.grantId).execute(),
    )
    expect(await led(ana, `/s/contracts/${contractOfRila}`)).toBe(`/g/${second}/contracts/${contractOfRila}`)
  })

  it('[S2] leads nobody who is not signed in anywhere but there, and back', async () => {
    const answer = await on.ask('/s/contracts')
    expect(answer.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent('/s/contracts')}`)
  })
})
