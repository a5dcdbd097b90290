import type { Socket } from 'socket.io'
import type { Frame } from '#server/streams/frames.ts'

/** What the engine takes a message with that it need not encode. Its types keep the second to themselves. */
interface AsItIs {
  compress: false
  wsPreEncodedFrame: [Buffer]
}

interface Made {
  message: string
  options: AsItIs
}

const made = new WeakMap<Frame, Made>()

/**
 * Writes a frame to a socket, in this tick. It is encoded once however many get it, as an event of Socket.IO in a message of Engine.IO in a frame of
 * WebSocket (docs/protocol.md), and written in one piece: neither rooms nor buffers are gathered for each socket.
 */
export function writeFrame({ conn }: Socket, frame: Frame): void {
  const { message, options } = made.get(frame) ?? make(frame)
  conn.write(message, options)
}

function make(frame: Frame): Made {
  const message = `2${JSON.stringify(['frame', frame])}`
  const one: Made = { message, options: { compress: false, wsPreEncodedFrame: [asWebSocketFrame(`4${message}`)] } }
  made.set(frame, one)
  return one
}

/** The first byte of a text that is whole, and the lengths that stand in the second byte or are told behind it (RFC 6455, section 5.2). */
const TEXT = 0x81
const SHORT = 125
const IN_2_BYTES = 126
const IN_8_BYTES = 127

function asWebSocketFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length <= SHORT ? 2 : length < 0x1_00_00 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = TEXT
  frame[1] = head === 2 ? length : head === 4 ? IN_2_BYTES : IN_8_BYTES
  if (head === 4) frame.writeUInt16BE(length, 2)
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.write(text, head)
  return frame
}
