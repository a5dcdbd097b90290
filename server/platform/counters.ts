import { Counter, Registry } from 'prom-client'

/** Counts of this process, shown at /metrics. */
export const counters = new Registry()

/** What was refused without a word to anybody else: who watches this sees an attack, or a client that is broken. */
export const refused = new Counter({
  name: 'portico_refused_total',
  help: 'What was not taken in: frames and messages that make no sense or are too many, lines, positions and rings on Redis.',
  labelNames: ['what'] as const,
  registers: [counters],
})
