// One node of a cluster in a process of its own: started with its options as JSON, tells when it serves, does what it is told, and stops
// when it is left alone.
import { fileURLToPath } from 'node:url'
import type { PortalOptions } from '#server/main.ts'
import { putIn } from '../mutants/put-in.ts'
import { noteAnswers, type Given } from './answers.ts'
import { holdUp, type Stall } from './hold-up.ts'
import { clog, countFrames, type Handed } from './instruments.ts'

/** What a node is told: to block its event loop when it hurts most, or to let every second of its lines take nothing for so many ms. */
export type Order = { stall: Stall } | { clog: { ms: number; first: 0 | 1 } }

/** What a node tells: that it serves, that it was blocked as it was told, or which frames and answers it gave to the kernel. */
export type Told = { serves: true } | { blocked: true } | Left

/** What left a node. */
export interface Left {
  handed: Handed[]
  given: Given[]
}

export interface NodeOptions extends PortalOptions {
  /** A mutant of the core to run with; null for the code as it is. */
  mutant: string | null
}

/** How often is told what left. Ms. */
const TELL = 25

// Who started it may be gone in the midst of it: then this node stops by itself.
const tell = (told: Told) => process.connected && process.send?.(told, undefined, undefined, () => undefined)

process.loadEnvFile(fileURLToPath(new URL('node.env', import.meta.url)))
const { mutant, ...options } = JSON.parse(process.argv[2] ?? '{}') as NodeOptions
if (mutant) putIn(mutant)
let left: Left = { handed: [], given: [] }
countFrames((handed) => void left.handed.push(handed))
noteAnswers((given) => void left.given.push(given))
setInterval(() => {
  if (left.handed.length + left.given.length > 0) tell(left)
  left = { handed: [], given: [] }
}, TELL).unref()
const { startPortal } = await import('#server/main.ts')
const running = await startPortal(options)
process.on('message', (order: Order) => {
  if ('stall' in order) holdUp(order.stall, () => tell({ blocked: true }))
  else clog(order.clog.ms, order.clog.first)
})
process.once('disconnect', () => void running.stop().finally(() => process.exit(0)))
tell({ serves: true })
