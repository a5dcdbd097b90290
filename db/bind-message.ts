import utils from 'pg/lib/utils.js'

const BIND = 'B'.charCodeAt(0)
const INT32 = 4
/** Bytes of a sign in UTF-8 at most, for each unit of a string. */
const WIDEST = 3
/** All values and all columns are texts. */
const NO_FORMATS = 0
const NULL = -1
/** The portal without a name, all its rows, and the end of what is asked. */
const EXECUTE_AND_SYNC = Buffer.from('E\0\0\0\x09\0\0\0\0\0S\0\0\0\x04', 'latin1')

/** What messages are written in, one at a time; each leaves as a copy. */
let desk = Buffer.allocUnsafe(16_384)

/** Makes room for `more` bytes behind `at`. */
function widen(at: number, more: number): void {
  if (at + more <= desk.length) return
  const wider = Buffer.allocUnsafe(2 * (at + more))
  desk.copy(wider, 0, 0, at)
  desk = wider
}

/** Writes a text behind `at`; answers where it ends. */
function write(text: string, at: number): number {
  widen(at, WIDEST * text.length + INT32)
  return at + desk.write(text, at, 'utf8')
}

function writeInt16(value: number, at: number): number {
  widen(at, INT32)
  return desk.writeInt16BE(value, at)
}

function writeValue(value: string | null, at: number): number {
  widen(at, INT32)
  if (value === null) return desk.writeInt32BE(NULL, at)
  const end = write(value, at + INT32)
  desk.writeInt32BE(end - at - INT32, at)
  return end
}

/**
 * Bind, Execute and Sync of a statement that the connection keeps under `name`, in one piece
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html); null where a value cannot be sent as text.
 */
export function bindMessage(name: string, values: readonly unknown[]): Buffer | null {
  let at = writeInt16(NO_FORMATS, write(`\0${name}\0`, 1 + INT32))
  at = writeInt16(values.length, at)
  for (const value of values) {
    const text = typeof value === 'string' ? value : utils.prepareValue(value)
    if (text !== null && typeof text !== 'string') return null
    at = writeValue(text, at)
  }
  at = writeInt16(NO_FORMATS, at)
  desk[0] = BIND
  desk.writeInt32BE(at - 1, 1)
  widen(at, EXECUTE_AND_SYNC.length)
  EXECUTE_AND_SYNC.copy(desk, at)
  return Buffer.from(desk.subarray(0, at + EXECUTE_AND_SYNC.length))
}
