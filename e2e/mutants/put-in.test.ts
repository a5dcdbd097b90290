import { expect, it } from 'vitest'
import { CORE_MUTANTS } from './core-mutants.ts'
import { mutated } from './put-in.ts'

it.each(CORE_MUTANTS.map((one) => [one.id, one] as const))('the mutant “%s” finds its place in the core', (_, one) => {
  expect(mutated(one).size).toBe(new Set(one.patches.map(({ file }) => file)).size)
})
