// One node of a cluster in a process of its own: started with its options as JSON, tells when it serves, does what it is told, and stops
// when it is left alone.
import type { PortalOptions } from '#server/main.ts'
import { putIn } from '../mutants/put-in.ts'
import { clog, countFrames, holdUp } from './instruments.ts'

/** What a node is told: to block its event loop for so many ms when it hurts most, or to let half of its lines take nothing so long. */
export type Order = { stall: number } | { clog: number }

/** What a node tells: that it serves, or which frames it gave to the kernel. */
export type Told = { serves: true } | { handed: Handed[] }

/** A frame that left a node: the line's id, the frame's number on it, and when, on the machine's one monotonic clock (ms). */
export type Handed = [line: string, nth: number, at: number]

export interface NodeOptions extends PortalOptions {
  /** A mutant of the core to run with; null for the code as it is. */
  mutant: string | null
}

const tell = (told: Told) => process.connected && process.send?.(told)

const { mutant, ...options } = JSON.parse(process.argv[2] ?? '{}') as NodeOptions
if (mutant) putIn(mutant)
countFrames((handed) => tell({ handed }))
const { startPortal } = await import('#server/main.ts')
const running = await startPortal(options)
process.on('message', (order: Order) => ('stall' in order ? holdUp(order.stall) : clog(order.clog)))
process.once('disconnect', () => void running.stop().finally(() => process.exit(0)))
tell({ serves: true })
