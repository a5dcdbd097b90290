import type { Server } from 'socket.io'
import { refuse } from '#server/platform/refuse.ts'

/** What the WebSocket and Engine.IO themselves say of frames that they do not take. A line that was merely cut says neither. */
const TOO_LARGE = /max payload size exceeded/i
const GARBAGE = /invalid (websocket frame|heartbeat direction)|invalid utf|unexpected/i

/** Counts the frames that ended a line before anybody could read them: too large, or no frames at all. */
export function countBadFrames(io: Server): void {
  io.engine.on('connection', (conn: { on(name: 'close', heard: (reason: string, error?: unknown) => void): void }) =>
    conn.on('close', (reason, error) => {
      const said = error instanceof Error ? error.message : ''
      if (TOO_LARGE.test(said)) refuse('frame_too_large')
      else if (reason === 'parse error' || GARBAGE.test(said)) refuse('frame_garbage')
    }),
  )
  // What is a frame and no message ends the line as well; Socket.IO says it in this way only.
  io.on('connection', (socket) => socket.on('error', () => refuse('frame_garbage')))
}
