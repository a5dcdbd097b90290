import type { Frame } from '#server/streams/frames.ts'
import type { Line } from './line.ts'

/** What Socket.IO calls its event, and Engine.IO the message that holds it. */
const [EVENT, MESSAGE] = ['2', '4']

/**
 * Hands one frame to several lines, in this very tick. It is encoded once for all of them, down to the bytes of the WebSocket: Socket.IO
 * would look through it for binaries, look each socket up by its name and write its head and its body apart.
 */
export function sendFrame(lines: readonly Line[], frame: Frame): void {
  const packet = `${EVENT}${JSON.stringify(['frame', frame])}`
  const options = { compress: false, wsPreEncodedFrame: [inWebSocket(MESSAGE + packet)] }
  for (const { socket } of lines) socket.conn.write(packet, options)
}

/** A text as one unmasked frame (RFC 6455, 5.2): whole, and its length in as few bytes as it takes. */
function inWebSocket(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + length)
  bytes[0] = 0x81
  bytes[1] = head === 2 ? length : head === 4 ? 126 : 127
  if (head === 4) bytes.writeUInt16BE(length, 2)
  if (head === 10) bytes.writeBigUInt64BE(BigInt(length), 2)
  bytes.write(text, head)
  return bytes
}
