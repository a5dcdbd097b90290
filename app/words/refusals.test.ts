import { expect, it } from 'vitest'
import { withRefusals } from './refusals.ts'

it('a refusal is handed over when its words are here, and what was done at once', async () => {
  const { promise: words, resolve: come } = Promise.withResolvers<undefined>()
  const answered: number[] = []
  const asked = [200, 422].map(async (status) => {
    const send = withRefusals(
      () => Promise.resolve(new Response(null, { status })),
      () => words,
    )
    answered.push((await send('/s/tasks/1.data')).status)
  })
  await asked[0]
  expect(answered).toEqual([200])
  come(undefined)
  await asked[1]
  expect(answered).toEqual([200, 422])
})
