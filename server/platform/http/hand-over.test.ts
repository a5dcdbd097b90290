import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { handOver } from './hand-over.ts'

let on: TestPortal
let version: number

beforeAll(async () => {
  on = await testPortal()
  version = (await on.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()).version
})
afterAll(() => on.close())

const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000)

describe('answers that are ready at the same time', () => {
  it('[A0] leave each under its own rule, and share a passage', async () => {
    const connections = vi.spyOn(on.portal.database.pool, 'connect')
    const gone: number[] = []
    const under = Array.from({ length: 30 }, (_, nth) => {
      if (nth % 3 === 0) return { version, validUntil: hour(1) }
      return nth % 3 === 1 ? { version: version - 1, validUntil: hour(1) } : { version, validUntil: hour(-1) }
    })
    const left = await Promise.all(under.map((one, nth) => handOver(on.portal, one, () => gone.push(nth))))
    expect(left).toEqual(under.map((_, nth) => nth % 3 === 0))
    expect(gone).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27])
    expect(connections.mock.calls.length).toBeLessThan(4)
    connections.mockRestore()
  })

  it('fail each for itself', async () => {
    const broken = handOver(on.portal, { version, validUntil: null }, () => {
      throw new Error('its line is broken')
    })
    const whole = handOver(on.portal, { version, validUntil: null }, () => undefined)
    await expect(broken).rejects.toThrow('its line is broken')
    expect(await whole).toBe(true)
  })

  it('are all told when the gate cannot be passed, and the next one tries again', async () => {
    const connections = vi.spyOn(on.portal.database.pool, 'connect').mockImplementation(() => {
      throw new Error('no connection')
    })
    const two = await Promise.allSettled([1, 2].map(() => handOver(on.portal, { version, validUntil: null }, vi.fn())))
    expect(two.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    connections.mockRestore()
    expect(await handOver(on.portal, { version, validUntil: null }, () => undefined)).toBe(true)
  })
})
