// `npm test`: everything that must hold, ending with one line `N passed, N failed`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { installRequirements } from './requirements.ts'
import { root } from './root.ts'
import { playwrightTally, runInOrder, sum, vitestTally, type Stage } from './stages.ts'

const missing = installRequirements()
if (missing) {
  console.error(missing)
  process.exit(1)
}

const vitestReport = '.cache/vitest.json'
const clusterReport = '.cache/vitest-cluster.json'
const playwrightReport = '.cache/playwright.json'
for (const report of [vitestReport, clusterReport, playwrightReport]) rmSync(join(root, report), { force: true })

// Two at a time; what measures time or drives a browser has the machine to itself.
const checks = await Promise.all([
  runInOrder([{ name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.'] }]),
  runInOrder([
    { name: 'types', command: ['node_modules/typescript/bin/tsc', '-p', '.'] },
    { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'] },
    { name: 'dead code', command: ['node_modules/knip/bin/knip.js', '--no-progress'] },
    { name: 'rules', command: ['tools/rules.ts', '--quiet'] },
    { name: 'build', command: ['tools/build.ts'] },
  ]),
])
const vitest = (report: string, ...which: string[]): Pick<Stage, 'command' | 'loud' | 'tally'> => ({
  command: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...which,
  ],
  loud: true,
  tally: vitestTally(report),
})
const tests = await runInOrder([
  { name: 'unit and integration', ...vitest(vitestReport, '--exclude=e2e/**') },
  // Nodes that share the machine with other tests race at the pace of those.
  { name: 'cluster', ...vitest(clusterReport, 'e2e', '--no-file-parallelism') },
  {
    name: 'browser',
    command: ['node_modules/@playwright/test/cli.js', 'test'],
    loud: true,
    tally: playwrightTally(playwrightReport),
  },
])

const { passed, failed } = sum([...checks, tests])
// Once more where one looks: the first of them failed minutes ago.
for (const what of failed) console.log(`✗ ${what}`)
console.log(`${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length === 0 && passed > 0 ? 0 : 1
