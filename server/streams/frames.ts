import type { Abilities } from '#server/access/abilities.ts'

/** A fact on its way to a screen. */
export interface News {
  seq: number
  fact: string
  data: Record<string, unknown>
  /** When it happened, ISO 8601, the database's clock. */
  at: string
}

/** What is new on one stream. It settles every number after `from` up to `to`, also where nothing is left of one. */
export interface Chunk {
  stream: string
  from: number
  to: number
  facts: News[]
}

/** Somebody who has the stream open. */
export interface Person {
  id: string
  name: string
}

/** Who is here and who of them is typing. */
export interface Here {
  stream: string
  here: Person[]
  typing: Person[]
}

/** What a watcher may do with the stream's record from now on. */
export interface Rights {
  stream: string
  abilities: Abilities
  at: string
}

/** The one frame that a watcher gets in a pass: everything new for it, of all its streams. */
export interface Frame {
  news?: Chunk[]
  rights?: Rights[]
  here?: Here[]
  /** Streams it may watch no longer. */
  lost?: { stream: string; reason: string }[]
  /** It tells of a change of rules: to be answered with this number, so that it can be counted who was told. */
  told?: number
  /** Streams whose numbers cannot be continued (too old, or from a future that is gone): take a fresh snapshot and watch again. */
  reset?: string[]
}

/** Why a line is closed for good: the session ended, by itself or because its person was turned off, or the whole portal is shut to this person. */
export type Ended = 'signed_out' | 'turned_off' | 'shut'
