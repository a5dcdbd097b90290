import { describe, expect, it } from 'vitest'
import { patientFetch } from './patient-fetch.ts'

/** A line that is cut for so many tries. */
function cutFor(tries: number) {
  let asked = 0
  const line = () => (++asked > tries ? Promise.resolve(new Response('there')) : Promise.reject(new TypeError('cut')))
  const waits: number[] = []
  const fetch = patientFetch(line, (ms) => {
    waits.push(ms)
    return Promise.resolve()
  })
  return { fetch, waits, asked: () => asked }
}

describe('a page’s data', () => {
  it('[C4] is asked for until the line is back, later and later', async () => {
    const { fetch, waits } = cutFor(6)
    expect(await (await fetch('http://portal/s/conversations.data?_routes=x')).text()).toBe('there')
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000])
  })

  it('is not asked for when nobody wants it any more', async () => {
    const { fetch, asked } = cutFor(10)
    const leaving = new AbortController()
    leaving.abort()
    await expect(fetch('/s.data', { signal: leaving.signal })).rejects.toThrow('cut')
    expect(asked()).toBe(1)
  })

  it('[C3] is all that is asked for again: what changes something, and everything else, is told at once', async () => {
    const { fetch, asked } = cutFor(10)
    await expect(fetch('/s/tasks/1.data', { method: 'POST' })).rejects.toThrow('cut')
    await expect(fetch('/s/feed/task/1?before=x')).rejects.toThrow('cut')
    expect(asked()).toBe(2)
  })
})
