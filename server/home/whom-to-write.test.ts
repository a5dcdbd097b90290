import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { openConversation } from '#server/conversations/open-conversation.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { whomToWrite } from './whom-to-write.ts'

let on: TestPortal
beforeEach(async () => void (on = await testPortal()))
afterEach(() => on.close())

const whom = (who: Member) => look(on.as(who), whomToWrite)
const answeredBy = (userId: string | null) =>
  rearrange(on.db, (db) =>
    db.updateTable('grants').set({ answers_id: userId }).where('id', '=', on.cast.vera.grantId).execute(),
  )

describe('whom an external is led to write to', () => {
  it('[C1] [F5] who answers for them goes before who manages their project, and is one they may write to', async () => {
    const { mila, petar, vera } = on.cast
    await answeredBy(null)
    expect(await whom(vera)).toEqual({ staffId: mila.userId, name: 'Mila' })
    await answeredBy(petar.userId)
    expect(await whom(vera)).toEqual({ staffId: petar.userId, name: 'Petar' })
    await openConversation(on.as(vera), { staffId: petar.userId })
  })

  it('[A10] [C1] nobody for staff, for whom nobody answers, and for who may not write', async () => {
    const { mila, claire, vera, petar } = on.cast
    expect(await whom(mila)).toBeNull()
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ answers_id: null }).where('id', '=', claire.grantId).execute(),
    )
    await answeredBy(petar.userId)
    expect([await whom(claire), await whom(vera)]).toMatchObject([null, { name: 'Petar' }])
    await rearrange(on.db, (db) =>
      db
        .insertInto('matrix_cells')
        .values({ object: 'conversation', action: 'post', kind: 'client', ticked: false })
        .onConflict((on) => on.columns(['object', 'action', 'kind']).doUpdateSet({ ticked: false }))
        .execute(),
    )
    expect(await whom(vera)).toBeNull()
  })
})
