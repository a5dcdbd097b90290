import { setTimeout as pause } from 'node:timers/promises'
import { nodeOf, type Fault } from './fault.ts'

export const LINE_FAULTS = {
  'clients cut from a node': async (scene, chance) => {
    const { clients } = nodeOf(scene, chance).cables
    clients.reset()
    if (chance.happens(0.5)) return undefined
    clients.silence()
    await pause(chance.between(300, 2000))
    clients.mend()
    return undefined
  },
  'clients do not read': async (scene, chance) => {
    const { clients } = nodeOf(scene, chance).cables
    clients.hold()
    await pause(chance.between(1000, 4000))
    clients.mend()
    return undefined
  },
  'lines take nothing': async ({ cluster }, chance) => {
    for (const node of cluster.nodes) node.clog(chance.between(300, 1500), chance.pick([0, 1]))
    await pause(1600)
    return undefined
  },
  'clients far away': async (scene, chance) => {
    const { clients } = nodeOf(scene, chance).cables
    clients.slow(chance.between(20, 300))
    await pause(chance.between(500, 2000))
    clients.mend()
    return undefined
  },
  // What was asked is done and committed, and nobody hears of it: who asked asks again.
  'answers to clients dropped': async (scene, chance) => {
    const { clients } = nodeOf(scene, chance).cables
    const before = clients.swallowed
    clients.swallow()
    await pause(chance.between(300, 1500))
    clients.mend()
    return { hit: clients.swallowed > before }
  },
} satisfies Record<string, Fault>
