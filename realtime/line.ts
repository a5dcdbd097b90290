import type { Socket } from 'socket.io'
import type { Standing } from '#server/access/watch.ts'
import type { Caller } from '#server/platform/caller.ts'
import type { Told } from './echoes.ts'
import type { Ended, Rights } from '#server/streams/frames.ts'

/** Refusals that are kept for one line at most. */
const MOST_OWED = 200

/** One stream on one line: where its reader stands, and under which rule that was last found to be right. */
export interface Watch {
  stream: string
  /** Everything up to this number was handed over. */
  position: number
  /** The policy's version under which they may watch; 0: not proven. */
  proven: number
  /** The abilities last told, as JSON; null before the first time. */
  told: string | null
  /** May write on it, so may be shown typing. */
  mayWrite: boolean
  /** Version of "who is here" last handed over. */
  hereTold: number
  /** This node's presence table has a row for it. */
  present: boolean
  typing: boolean
}

/** One connected client: what it watches and what it has yet to be told. A watcher starts behind; one loop catches it up. */
export class Line {
  readonly socket: Socket
  readonly caller: Caller
  readonly watches = new Map<string, Watch>()
  /** Yet to be told; kept while the client does not read. One entry a stream, so they are bounded. */
  readonly rights = new Map<string, Rights>()
  readonly lost = new Map<string, string>()
  readonly reset = new Set<string>()
  /** When time alone takes something away; null before the first proof. */
  validUntil: Date | null = null
  /** How far back they may see, ms; null without a limit. */
  reachBack: number | null = null
  ended: Ended | null = null
  /** It has been told that it ends. */
  closing = false
  /** The rules changed since it was proven last; until the next frame. */
  moved: Told | null = null
  /** What it was told and has not answered yet, by the version. */
  readonly unanswered = new Map<number, Told>()
  #stoodAt = 0
  /** Was passed over because its reader does not read: looked at again when it does. */
  behind = false

  constructor(socket: Socket, caller: Caller) {
    this.socket = socket
    this.caller = caller
  }

  /** A frame given now leaves now: nothing waits before it, where it might stay past the gate. */
  get ready(): boolean {
    const conn = this.socket.conn as unknown as {
      readyState: string
      transport: { writable: boolean }
      writeBuffer: unknown[]
    }
    return conn.readyState === 'open' && conn.transport.writable && conn.writeBuffer.length === 0
  }

  watch(stream: string, position: number): Watch {
    const known = this.watches.get(stream)
    if (known) {
      known.position = position
      return known
    }
    const watch: Watch = {
      stream,
      position,
      proven: 0,
      told: null,
      mayWrite: false,
      hereTold: -1,
      present: false,
      typing: false,
    }
    this.watches.set(stream, watch)
    this.lost.delete(stream)
    this.reset.delete(stream)
    return watch
  }

  /** Whether so many refusals are kept for it that it cannot mean to read them. */
  get isOwedTooMuch(): boolean {
    return this.lost.size + this.reset.size > MOST_OWED
  }

  /** Notes that its person types; false where they may not write. */
  types(stream: string): boolean {
    const watch = this.watches.get(stream)
    if (!watch?.mayWrite || watch.proven === 0) return false
    watch.typing = true
    return true
  }

  leave(stream: string): void {
    this.watches.delete(stream)
    this.rights.delete(stream)
  }

  provenAt(watch: Watch, version: number, now: Date): boolean {
    return watch.proven === version && this.validUntil !== null && this.validUntil > now
  }

  /**
   * Takes in how the client stands under `version`. What is no longer allowed is dropped, and will be told; answers the streams that
   * were dropped.
   */
  stand(standing: Standing, version: number, now: Date): string[] {
    if (this.#stoodAt > 0 && version > this.#stoodAt)
      this.moved = { since: this.moved?.since ?? this.#stoodAt, version }
    this.#stoodAt = version
    if (standing.ended) {
      this.ended = standing.ended
      return []
    }
    const dropped: string[] = []
    this.validUntil = standing.validUntil
    this.reachBack = standing.horizon ? now.getTime() - standing.horizon.getTime() : null
    for (const [stream, proof] of standing.streams) {
      const watch = this.watches.get(stream)
      if (!watch) continue
      if (!proof.allowed) {
        // To whom never watched it, a hidden thing is one that never was [S3].
        this.lost.set(stream, proof.hidden && watch.told === null ? 'not_found' : proof.reason)
        dropped.push(stream)
        continue
      }
      watch.proven = version
      const told = JSON.stringify(proof.abilities)
      if (told !== watch.told) {
        watch.told = told
        this.rights.set(stream, { stream, abilities: proof.abilities, at: now.toISOString() })
      }
      watch.mayWrite = Object.entries(proof.abilities).every(
        ([action, denied]) => denied === null || !action.endsWith('.comment'),
      )
    }
    return dropped
  }
}
