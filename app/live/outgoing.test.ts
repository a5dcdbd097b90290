import { describe, expect, it, vi } from 'vitest'
import { Outgoing, type Sending } from './outgoing.ts'

/** A world in which answers are given by hand; what waits is woken by `wake`. */
function world(answers: (Response | Error)[], kept: Sending[] = []) {
  const posts: string[] = []
  const waits: { ms: number; then: () => void }[] = []
  let saved: Sending[] = []
  const outgoing = new Outgoing({
    fetch: (_address, init) => {
      posts.push((init?.body as URLSearchParams).get('body') ?? '')
      const answer = answers.shift() ?? new Response('{}')
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    load: () => kept,
    save: (all) => (saved = all),
    wait: (ms, then) => waits.push({ ms, then }),
  })
  const send = (body: string) => outgoing.send({ sentId: body, address: '/s/feed/task/1', fields: { body } })
  const states = () => outgoing.all().map(({ sentId, state }) => `${sentId} ${state}`)
  return { outgoing, send, states, posts, waits, saved: () => saved }
}

const refusal = (key: string) =>
  Response.json({ refused: { status: 403, words: { key }, fields: {}, typed: {} } }, { status: 403 })

describe('Outgoing', () => {
  it('[C3] sends in the order of writing, one after the other, until the echo settles it', async () => {
    const { outgoing, send, states, posts } = world([])
    send('one')
    send('two')
    await vi.waitFor(() => expect(states()).toEqual(['one sent', 'two sent']))
    expect(posts).toEqual(['one', 'two'])
    outgoing.settle(['one'])
    expect(states()).toEqual(['two sent'])
  })

  it('[C3] goes on by itself after a break, less and less often, and keeps the order', async () => {
    const { send, states, posts, waits } = world([new Error('offline'), new Response('', { status: 503 })])
    send('one')
    send('two')
    await vi.waitFor(() => expect(waits).toHaveLength(1))
    expect(states()).toEqual(['one waiting', 'two waiting'])
    waits[0]?.then()
    await vi.waitFor(() => expect(waits).toHaveLength(2))
    expect(waits.map(({ ms }) => ms)).toEqual([1000, 2000])
    waits[1]?.then()
    await vi.waitFor(() => expect(states()).toEqual(['one sent', 'two sent']))
    expect(posts).toEqual(['one', 'one', 'one', 'two'])
  })

  it('[C3] marks what was refused, with the words, and lets its writer send it again', async () => {
    const { outgoing, send, states } = world([refusal('comments_closed_contract')])
    send('one')
    send('two')
    await vi.waitFor(() => expect(states()).toEqual(['one refused', 'two sent']))
    expect(outgoing.all()[0]).toMatchObject({ status: 403, words: { key: 'comments_closed_contract' } })
    outgoing.again('one', { audience: 'x' })
    await vi.waitFor(() => expect(states()).toEqual(['one sent', 'two sent']))
    expect(outgoing.all()[0]?.words).toBeUndefined()
  })

  it('[C3] what was on its way when the page was left is sent again under the same id', async () => {
    const left: Sending = {
      sentId: 'one',
      address: '/x',
      fields: { body: 'one' },
      at: '2026-01-01T00:00:00Z',
      state: 'sending',
    }
    const { states, posts, saved } = world([], [left])
    await vi.waitFor(() => expect(states()).toEqual(['one sent']))
    expect(posts).toEqual(['one'])
    expect(saved()).toMatchObject([{ sentId: 'one' }])
  })
})
