import { createVitest, type TestSpecification } from 'vitest/node'
import { MUTANTS, type Mutant } from './mutants.ts'
import { readRules } from './rule-book.ts'
import { root } from './root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What `tools/mutation-setup.ts` takes out; '' for nothing. */
    mutant: string
  }
}

/**
 * Takes each reason and each row out in turn and runs the tests that bear the rules it breaks. Prints what came of it, and
 * answers the mutants that no such test noticed.
 */
export async function mutate(only = ''): Promise<Mutant[]> {
  const { rules } = readRules()
  const mutants = MUTANTS.filter(({ id }) => id.includes(only))
  // Of the run under way: what Vitest remembers of earlier ones says nothing about this mutant.
  let failed: string[] = []
  const vitest = await createVitest({
    root,
    watch: false,
    // A test that fails once on a busy machine has noticed nothing.
    retry: 1,
    setupFiles: ['tools/mutation-setup.ts'],
    reporters: [
      {
        onTestCaseResult(test) {
          if (test.result().state !== 'failed') return
          failed.push(test.name)
          void vitest.cancelCurrentRun('test-failure')
        },
      },
    ],
  })
  try {
    // A race repeats what single tests prove, for minutes.
    const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) => !/\brace/.test(moduleId))
    const bearing = (numbers: readonly string[]) => {
      const files = rules.filter(({ number }) => numbers.includes(number)).flatMap(({ tests }) => tests)
      return specifications.filter(({ moduleId }) => files.some((file) => moduleId.endsWith(`/${file}`)))
    }
    const failing = async (
      mutant: string,
      numbers: readonly string[],
      chosen: TestSpecification[],
    ): Promise<string[]> => {
      if (chosen.length === 0) return []
      vitest.provide('mutant', mutant)
      vitest.setGlobalTestNamePattern(new RegExp(`\\[(?:[A-Z]\\d+, ?)*(?:${numbers.join('|')})[\\],]`))
      failed = []
      await vitest.runTestSpecifications(chosen)
      return failed
    }
    const all = [...new Set(mutants.flatMap(({ breaks }) => breaks))]
    const before = await failing('', all, bearing(all))
    if (before.length > 0) throw new Error(`Fails already with everything in place: ${before.join('; ')}`)
    const survivors: Mutant[] = []
    for (const mutant of mutants) {
      const [first] = await failing(mutant.id, mutant.breaks, bearing(mutant.breaks))
      if (!first) survivors.push(mutant)
      console.log(
        `${first ? '✓' : '✗'} without ${mutant.id.padEnd(34)} ${first ?? `nothing of ${mutant.breaks.join(', ')} fails`}`,
      )
    }
    return survivors
  } finally {
    await vitest.close()
  }
}
