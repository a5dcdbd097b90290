import { expect, it } from 'vitest'
import { soon } from './look-again.ts'

it('[F1] a page that no line reaches looks again within seconds at first, and never less often than twice a minute', () => {
  const looks: number[] = []
  for (let now = 0; now < 300_000; now += soon(now)) looks.push(now)
  expect(looks.filter((at) => at > 0 && at <= 10_000)).toHaveLength(5)
  const waits = looks.slice(1).map((at, nth) => at - (looks[nth] ?? 0))
  expect(Math.max(...waits)).toBe(30_000)
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
  expect(looks.length).toBeLessThan(30)
})
