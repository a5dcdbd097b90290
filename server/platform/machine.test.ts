import { expect, it } from 'vitest'
import { freePort, isListening } from './machine.ts'

/** The lowest port that any system gives by itself to whoever connects. */
const GIVEN_FROM = 32_768

it('a port that is to stay the same is free, and nobody who connects is given it while what listens there is away', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort))
  expect(Math.max(...ports)).toBeLessThan(GIVEN_FROM)
  expect(await Promise.all(ports.map(isListening))).not.toContain(true)
})
