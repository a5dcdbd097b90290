import type { Image } from '../cluster/image.ts'
import type { ClusterNode } from '../cluster/cluster-node.ts'
import type { Chance } from './chance.ts'
import type { Stage } from './ground.ts'
import type { History } from './history.ts'
import type { Board } from './rules.ts'

/** What faults happen to. */
export interface Scene extends Stage {
  board: Board
  history: History
  /** The image's node, where one is asked for. */
  image: Image | null
}

/** What came of a fault. `hit`: whether it met what it is for; left out where it always does. `wrong`: what must not have been. */
export interface Effect {
  hit?: boolean
  wrong?: string[]
}

/** Something that goes wrong, and is mended when it returns. */
export type Fault = (scene: Scene, chance: Chance) => Promise<Effect | undefined>

export const nodeOf = ({ cluster }: Scene, chance: Chance): ClusterNode => chance.pick(cluster.nodes)
