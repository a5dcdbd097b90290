import type { SoakOptions } from './soak.ts'

/** The command that runs a soak with these options again. */
export function replayOf({
  seed,
  seconds,
  faults,
  readers,
  callers,
  calm,
  lastWithoutRedis,
  mutant,
}: SoakOptions): string {
  const words = [
    `--seed ${String(seed)} --seconds ${String(Math.ceil(seconds))}`,
    `--readers ${String(readers)} --callers ${String(callers)}`,
    ...faults.map((name) => `--fault '${name}'`),
    ...(calm ? ['--calm'] : []),
    ...(lastWithoutRedis ? ['--last-without-redis'] : []),
    ...(mutant ? [`--mutant '${mutant}'`] : []),
  ]
  return `npm run soak -- ${words.join(' ')}`
}
