import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { markupOf } from './markup.ts'

const MINUTE = Date.UTC(2026, 10, 24, 12)
const url = 'http://portal.test/s/tasks/1'

/** A page as its loaders might answer it, and what it is written as. */
const page = (changed: { title?: string; at?: number; horizon?: string | null } = {}) => {
  const { title = 'Tiles', at = MINUTE, horizon = null } = changed
  const [nonce, nextSentId] = [randomUUID(), randomUUID()]
  const iso = new Date(at).toISOString()
  const loaderData = { frame: { now: at }, task: { title, feed: { now: iso, horizon, nextSentId } } }
  const markup = `<script nonce="${nonce}"></script><h1>${title}</h1><input value="${nextSentId}">`
  let written = 0
  const ask = (address = url) =>
    markupOf({ url: address, loaderData, nonce }, () => {
      written++
      return Promise.resolve(Buffer.from(markup))
    })
  return { ask, markup, written: () => written }
}
const asked = async (one: ReturnType<typeof page>, address?: string) => {
  expect((await one.ask(address)).toString()).toBe(one.markup)
  return one.written() === 1
}

describe('the markup of a page', () => {
  it('is written again for the same data only until it was asked twice, and carries its own nonce and id each time', async () => {
    const title = randomUUID()
    expect(await asked(page({ title }))).toBe(true)
    expect(await asked(page({ title }))).toBe(true)
    expect(await asked(page({ title }))).toBe(false)
    expect(await asked(page({ title, at: MINUTE + 59_999 }))).toBe(false)
  })

  it('is written anew when anything of the data differs, the address or the minute', async () => {
    const title = randomUUID()
    for (let nth = 0; nth < 3; nth++) await page({ title }).ask()
    expect(await asked(page({ title }))).toBe(false)
    expect(await asked(page({ title: `${title}.` }))).toBe(true)
    expect(await asked(page({ title, at: MINUTE + 60_000 }))).toBe(true)
    expect(await asked(page({ title, horizon: '2026-11-01T00:00:00.000Z' }))).toBe(true)
    expect(await asked(page({ title }), `${url}?edit=2`)).toBe(true)
  })
})
