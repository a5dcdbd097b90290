import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { work } from '#server/platform/work.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.leave())
afterAll(() => on.close())

const said = (words: string) =>
  work(on.near.caller(on.people.mila), ({ emit }) => {
    emit({ stream: on.task, fact: 'entry.said', data: { words } })
    return Promise.resolve()
  })

describe('a frame on its way', () => {
  // A WebSocket says lengths in one byte, in two or in eight.
  it.each([1, 60_000, 65_600, 200_000])('[F1] arrives as it was told, whatever its length: %i', async (length) => {
    const words = `– ${'ä'.repeat(length)} “”`
    const two = [await on.watching(on.near, on.people.ana), await on.watching(on.near, on.people.boris)]
    await said(words)
    for (const client of two) {
      await client.until((one) => one.news(on.task).length > 0)
      expect(client.news(on.task).at(-1)?.data).toEqual({ words })
    }
  })
})
