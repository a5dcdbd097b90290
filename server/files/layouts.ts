import type { FileHandle } from 'node:fs/promises'
import type { FileKind } from './kinds.ts'

/** A file's bytes where one asks for them: never the whole of it. */
export interface Bytes {
  size: number
  /** Up to `length` (at most one window) bytes from `position`; fewer where the file ends. */
  at(position: number, length: number): Promise<Buffer>
}

const WINDOW = 128 * 1024

/** Reads through a window, so that small steps cost no call each. */
export function bytesOf(handle: FileHandle, size: number): Bytes {
  const kept = Buffer.alloc(Math.min(WINDOW, size))
  let start = 0
  let filled = 0
  return {
    size,
    async at(asked, length) {
      const position = Math.max(0, asked)
      const end = Math.min(size, asked + length)
      if (position >= end) return Buffer.alloc(0)
      if (position < start || end > start + filled) {
        start = position
        filled = (await handle.read(kept, 0, kept.length, position)).bytesRead
      }
      return Buffer.from(kept.subarray(position - start, end - start))
    },
  }
}

/** A file of more parts than this was made to keep a server busy. */
const MOST_PARTS = 20_000

/**
 * Whether the bytes are laid out as their kind says from the first to the last, so that nothing else can hide before or behind
 * them: a file that two programs read as two things is refused [S28]. `text` is judged while it streams.
 */
export const LAYOUTS: Record<Exclude<FileKind['layout'], 'text'>, (bytes: Bytes) => Promise<boolean>> = {
  /** Chunks up to IEND, which ends the file. */
  async png(bytes) {
    for (let position = 8, parts = 0; parts < MOST_PARTS; parts++) {
      const head = await bytes.at(position, 8)
      if (head.length < 8) return false
      position += 12 + head.readUInt32BE(0)
      if (head.toString('latin1', 4) === 'IEND') return position === bytes.size
    }
    return false
  },

  /** Segments up to the picture's data. Cameras append second pictures behind it, so the end is left to `hidesAnother`. */
  async jpeg(bytes) {
    for (let position = 2, parts = 0; parts < MOST_PARTS; parts++) {
      const head = await bytes.at(position, 4)
      if (head.length < 4 || head[0] !== 0xff) return false
      if (head[1] === 0xda) return true
      position += 2 + head.readUInt16BE(2)
    }
    return false
  },

  /** Blocks up to the trailer, which ends the file. */
  async gif(bytes) {
    const byte = async (position: number) => (await bytes.at(position, 1))[0]
    let position = 13 + colours((await byte(10)) ?? 0)
    for (let mark = await byte(position); mark !== 0x3b; mark = await byte(position)) {
      if (mark === 0x21) position += 2
      else if (mark === 0x2c) position += 11 + colours((await byte(position + 9)) ?? 0)
      else return false
      for (let length = await byte(position); length !== 0; length = await byte(position)) {
        if (length === undefined) return false
        position += length + 1
      }
      position += 1
    }
    return position + 1 === bytes.size
  },

  /** One RIFF as long as the file, give or take its padding. */
  async webp(bytes) {
    const head = await bytes.at(0, 12)
    return head.length === 12 && Math.abs(head.readUInt32LE(4) + 8 - bytes.size) <= 1
  },

  /** From `%PDF-` in the first byte to `%%EOF` at the end. */
  async pdf(bytes) {
    const head = await bytes.at(0, 5)
    const tail = await bytes.at(bytes.size - 1024, 1024)
    return head.toString('latin1') === '%PDF-' && tail.includes('%%EOF')
  },

  /** From a local header in the first byte to a directory that ends the file and points into it. */
  async zip(bytes) {
    const head = await bytes.at(0, 4)
    const end = await bytes.at(bytes.size - 22, 22)
    if (end.length < 22 || head.readUInt32LE(0) !== 0x04034b50 || end.readUInt32LE(0) !== 0x06054b50) return false
    return end.readUInt16LE(20) === 0 && end.readUInt32LE(12) + end.readUInt32LE(16) + 22 === bytes.size
  },
}

const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** How far browsers look when they guess what a file is, with room to spare. */
const GUESSED = 4096
const MARKUP = /<(?:!doctype|html|head|body|script|iframe|object|embed|style|svg|\?php)[\s>/]/i
const FURTHEST_DIRECTORY = 22 + 65_535

/**
 * Whether another kind of file hides in this one: a page or a PDF in its beginning, an archive behind its end [S28].
 * Only what its own layout does not explain counts.
 */
export async function hidesAnother(bytes: Bytes, layout: FileKind['layout']): Promise<boolean> {
  const head = (await bytes.at(0, GUESSED)).toString('latin1')
  if (MARKUP.test(head)) return true
  if (layout !== 'pdf' && head.includes('%PDF-')) return true
  if (layout === 'zip') return false
  const tail = await bytes.at(bytes.size - FURTHEST_DIRECTORY, FURTHEST_DIRECTORY)
  for (
    let at = tail.lastIndexOf('PK\x05\x06');
    at !== -1;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1)
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) return true
  }
  return false
}
