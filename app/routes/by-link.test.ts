import type { AppLoadContext } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { talking } from '#server/conversations/testing/talking.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { loader } from './conversation.tsx'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

const page = (who: Member, conversation: string) =>
  loader({
    request: new Request(`http://portal.example/g/${who.grantId ?? ''}/conversations/${conversation}`),
    params: { conversation },
    context: { caller: on.as(who) } as AppLoadContext,
  })

describe('what one has the link of', () => {
  it('[A10] a conversation opens by its link to whom the matrix shows no list of them', async () => {
    const { adam, ana, rila } = on.cast
    const talk = talking(on)
    const id = await talk.open(ana, { accountId: rila })
    await talk.say(ana, id)
    expect((await page(ana, id)).list?.rows.map((row) => row.id)).toEqual([id])

    const tick = (action: 'conversation.list' | 'conversation.view', ticked: boolean) =>
      saveCell(on.as(adam), { action, kind: 'client', ticked })
    await tick('conversation.list', false)
    await expect(talk.list(ana)).rejects.toMatchObject({ status: 404 })
    const { list, conversation, feed } = await page(ana, id)
    expect([list, conversation.id, feed.entries.length]).toEqual([null, id, 1])
    await talk.say(ana, id)

    await tick('conversation.view', false)
    await expect(page(ana, id)).rejects.toMatchObject({ status: 404 })
  })
})
