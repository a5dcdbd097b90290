import type { Here } from '#server/streams/frames.ts'
import type { Line, Watch } from './line.ts'
import type { PresenceRow } from './presence.ts'

interface Room {
  lines: Set<Line>
  /** Who is here as last read, and its version, which goes up when it changed. */
  here: Here | null
  hereText: string
  hereVersion: number
}

/** Who listens to what on this node. A room is a stream; only the server lets anybody in. */
export class Rooms {
  readonly #rooms = new Map<string, Room>()
  /** Presence rows of lines that left, to be taken away in the next pass. */
  readonly departed: Pick<PresenceRow, 'socketId' | 'stream'>[] = []

  enter(line: Line, stream: string, position: number): void {
    line.watch(stream, position)
    const room = this.#rooms.get(stream) ?? { lines: new Set(), here: null, hereText: '', hereVersion: 0 }
    room.lines.add(line)
    this.#rooms.set(stream, room)
  }

  leave(line: Line, stream: string): void {
    const watch = line.watches.get(stream)
    if (watch?.present) this.departed.push({ socketId: line.socket.id, stream })
    line.leave(stream)
    const room = this.#rooms.get(stream)
    room?.lines.delete(line)
    if (room?.lines.size === 0) this.#rooms.delete(stream)
  }

  has(stream: string): boolean {
    return this.#rooms.has(stream)
  }

  names(): string[] {
    return [...this.#rooms.keys()]
  }

  /** The lines that watch a stream, each with its watch. */
  watchersOf(stream: string): { line: Line; watch: Watch }[] {
    return [...(this.#rooms.get(stream)?.lines ?? [])].flatMap((line) => {
      const watch = line.watches.get(stream)
      return watch ? [{ line, watch }] : []
    })
  }

  /** Takes in who is here; true when that is news. */
  learnHere(here: Here): boolean {
    const room = this.#rooms.get(here.stream)
    const text = JSON.stringify(here)
    if (!room || room.hereText === text) return false
    room.here = here
    room.hereText = text
    room.hereVersion++
    return true
  }

  hereOf(stream: string): { here: Here; version: number } | null {
    const room = this.#rooms.get(stream)
    return room?.here ? { here: room.here, version: room.hereVersion } : null
  }
}
