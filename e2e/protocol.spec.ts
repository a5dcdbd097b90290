import { expect } from '@playwright/test'
import { PlainClient } from './plain-client.ts'
import { test } from './portal.ts'

test('[C3] [C4] [S3] docs/protocol.md is enough to write a client', async ({ baseURL }) => {
  const [ana, mila] = [new PlainClient(String(baseURL)), new PlainClient(String(baseURL))]
  await ana.signIn('ana@rila.example')
  await mila.signIn('mila@northlight.example')
  const address = `task/${idIn(await ana.page(''), 'tasks')}`
  const page = await ana.read(address)
  const stream = page.streams.all
  const start = ana.positions[stream] ?? 0
  expect(start).toBeGreaterThan(0)
  await mila.read(address)

  // Post: stored once however often it is sent, and heard by both.
  await Promise.all([ana.open(), mila.open()])
  const audience = page.people
    .filter(({ kind }) => kind === 'external')
    .map(({ id }) => id)
    .join(' ')
  const sent = { sentId: crypto.randomUUID(), body: 'By **hand**', audience }
  const [first, again] = [await ana.post(address, sent), await ana.post(address, sent)]
  expect(first.status).toBe(200)
  const posted = (await first.json()) as unknown
  expect(posted).toEqual({
    done: 'post',
    posted: { id: expect.any(String) as unknown, stream, seq: start + 1, sentId: sent.sentId },
  })
  expect(await again.json()).toEqual(posted)
  await expect.poll(() => [ana.taken[stream], mila.taken[stream]]).toEqual([[start + 1], [start + 1]])
  const fact = mila.frames.flatMap(({ news }) => news ?? []).flatMap(({ facts }) => facts)[0]
  expect(fact).toMatchObject({
    fact: 'entry.posted',
    data: { entry: { sentId: sent.sentId, html: '<p>By <strong>hand</strong></p>' } },
  })
  expect(ana.frames.flatMap(({ rights }) => rights ?? []).find((one) => one.stream === stream)).toMatchObject({
    abilities: { 'task.comment': null },
  })

  // Away, and back: nothing missed, doubled or out of order; without a socket just so.
  ana.close()
  for (const nth of [1, 2, 3]) {
    const answer = await mila.post(address, {
      sentId: crypto.randomUUID(),
      body: `While away ${String(nth)}`,
      audience,
    })
    expect(answer.status).toBe(200)
  }
  const caught = await ana.catchUp({ [stream]: start + 1 })
  expect(caught.news?.map(({ from, to, facts }) => [from, to, facts.map(({ seq }) => seq)])).toEqual([
    [start + 1, start + 4, [start + 2, start + 3, start + 4]],
  ])
  await ana.open()
  await expect.poll(() => ana.taken[stream]).toEqual([1, 2, 3, 4].map((nth) => start + nth))

  // Refusals: empty, hidden, and what never was.
  const empty = await ana.post(address, { sentId: crypto.randomUUID(), body: ' ', audience })
  expect([empty.status, await empty.json()]).toMatchObject([
    422,
    { refused: { fields: { body: { key: 'comment_empty' } } } },
  ])
  const never = await ana.post(`task/${crypto.randomUUID()}`, { ...sent, sentId: crypto.randomUUID() })
  expect([never.status, await never.json()]).toMatchObject([404, { refused: { words: { key: 'not_found' } } }])

  // A stream that is not theirs, one that never was, and a position of the future.
  ana.say('watch', { streams: { [`${stream}/team`]: 0, 'task:never': 0 } })
  await expect
    .poll(() => ana.told('lost'))
    .toEqual(
      expect.arrayContaining([
        { stream: `${stream}/team`, reason: 'not_found' },
        { stream: 'task:never', reason: 'not_found' },
      ]),
    )
  ana.say('watch', { streams: { [stream]: start + 1000 } })
  await expect.poll(() => ana.told('reset')).toEqual([stream])
  // A position of another stream, with a socket and without one.
  const contract = await ana.read(`contract/${idIn(await ana.page('/contracts'), 'contracts')}`)
  ana.say('watch', { streams: { [stream]: contract.positions[contract.streams.all] ?? -1 } })
  await expect.poll(() => ana.told('reset')).toEqual([stream, stream])
  expect(await ana.catchUp({ [stream]: contract.positions[contract.streams.all] ?? -1 })).toMatchObject({
    reset: [stream],
    news: [],
  })
  ana.close()
  mila.close()
})

test('[B2] [D3] [A5] [S12] docs/protocol.md says how a client hears that something was taken from it', async ({
  baseURL,
}) => {
  const [boris, adam, mila] = [1, 2, 3].map(() => new PlainClient(String(baseURL))) as [
    PlainClient,
    PlainClient,
    PlainClient,
  ]
  await boris.signIn('boris@rila.example')
  await adam.signIn('adam@northlight.example')
  await mila.signIn('mila@northlight.example')
  const grant = boris.base.split('/g/')[1] ?? ''

  // A member who is removed hears of it with the reason, and nothing after.
  const taskId = idIn(await boris.page(''), 'tasks')
  const { streams } = await boris.read(`task/${taskId}`)
  await boris.open()
  await expect.poll(() => boris.told('rights').map(({ stream }) => stream)).toContain(streams.all)
  await mila.send(`/s/tasks/${taskId}/people`, { intent: 'remove', person: `grant:${grant}` })
  await expect.poll(() => boris.told('lost')).toEqual([{ stream: streams.all, reason: 'out_of_reach' }])
  expect((await boris.catchUp({ [streams.all]: boris.positions[streams.all] ?? 0 })).lost).toEqual([
    { stream: streams.all, reason: 'not_found' },
  ])
  Reflect.deleteProperty(boris.positions, streams.all)

  // Comments closed and opened again change what may be done.
  const contractId = idIn(await boris.page('/contracts'), 'contracts')
  const contract = (await boris.read(`contract/${contractId}`)).streams.all
  const commenting = () =>
    boris
      .told('rights')
      .filter(({ stream }) => stream === contract)
      .at(-1)?.abilities['contract.comment']
  boris.say('watch', { streams: boris.positions })
  await expect.poll(commenting).toBeNull()
  await adam.send(`/s/contracts/${contractId}`, { intent: 'comments', comments: 'closed' })
  await expect.poll(commenting).toBe('comments_closed_contract')
  await adam.send(`/s/contracts/${contractId}`, { intent: 'comments', comments: 'as_portal' })
  await expect.poll(commenting).toBeNull()

  // The portal is shut to somebody: the line is closed for good, and does not open again while it is.
  const account = /\/s\/accounts\/([0-9a-f-]{36})[^>]*>(?:<[^>]*>)*Rila/.exec(await adam.page('/accounts'))?.[1] ?? ''
  const change = { do: 'change', grantId: grant, role: '20' }
  await adam.send(`/s/accounts/${account}`, { ...change, suspended: 'on' })
  await expect.poll(() => boris.ended).toBe('shut')
  await boris.open()
  await expect.poll(() => boris.ended).toBe('shut')
  await adam.send(`/s/accounts/${account}`, change)
  await boris.open()
  boris.say('watch', { streams: boris.positions })
  const before = boris.told('rights').length
  await expect.poll(() => boris.told('rights').length).toBeGreaterThan(before)
  expect(boris.ended).toBeNull()

  // Signed out: closed for good, and so is the next one, at the door or right behind it.
  await boris.send('/sign-out', {})
  await expect.poll(() => boris.ended).toBe('signed_out')
  await boris.open().catch((error: unknown) => {
    expect(String(error)).toContain('sign_in_needed')
    boris.ended = 'signed_out'
  })
  await expect.poll(() => boris.ended).toBe('signed_out')
  adam.close()
})

const idIn = (page: string, kind: 'tasks' | 'contracts'): string =>
  new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(page)?.[1] ?? ''
