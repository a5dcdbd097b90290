import type { Result } from './races.ts'

/** One line that says what came of one kind. */
export const told = ({ name, rounds, saved, attempts, overlaps, accepted, violations }: Result): string =>
  `${name.padEnd(30)} ${String(saved)} of ${String(rounds)} saved: ${String(attempts)} attempts, ${String(overlaps)} overlaps ` +
  `(accepted: ${Object.entries(accepted)
    .map(([way, many]) => `${way} ${String(many)}`)
    .join(', ')}), ${String(violations.length)} violations`
