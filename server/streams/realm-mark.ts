import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type BigIntStats,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Known } from './realm.ts'

const FILE = 'realm.json'
const MARK = z.object({
  begins: z.int(),
  reached: z.string().regex(/^[0-9A-F]+\/[0-9A-F]+$/),
  self: z.string(),
  control: z.string().nullable(),
})

/** No copy of a file has both. */
const selfOf = ({ ino, birthtimeNs }: BigIntStats) => `${String(ino)} ${String(birthtimeNs)}`

/** The file that PostgreSQL writes in place for as long as its database lives; null where the database is not in this folder. */
function controlOf(folder: string): BigIntStats | null {
  const path = join(folder, 'postgres', 'global', 'pg_control')
  return existsSync(path) ? statSync(path, { bigint: true }) : null
}

/**
 * What the data folder says of the database as it was last known. `putBack`: the folder holds the database itself and was put back from a
 * copy, whole or in part. The mark says which file it is itself, and which one the database's is; whatever copies a folder makes other
 * files, or leaves an old text in a file that says otherwise. Without a mark, a database whose file is younger than its realm (`begins`)
 * is a copy. A database of one's own lives elsewhere, and its mark may travel.
 */
export function readMark(folder: string, begins: number): { known: Known | null; putBack: boolean } {
  const control = controlOf(folder)
  const found = read(join(folder, FILE))
  const mark = MARK.safeParse(found?.said)
  if (!found || !mark.success)
    return { known: null, putBack: control !== null && Number(control.birthtimeNs / 1000n) > begins }
  const { self, control: beside, ...known } = mark.data
  return { known, putBack: control !== null && !(self === selfOf(found.file) && beside === selfOf(control)) }
}

/** A file and what it says, of the same moment: another node may put a new one in its place. */
function read(path: string): { said: unknown; file: BigIntStats } | null {
  if (!existsSync(path)) return null
  const fd = openSync(path, 'r')
  try {
    return { said: parsed(readFileSync(fd, 'utf8')), file: fstatSync(fd, { bigint: true }) }
  } finally {
    closeSync(fd)
  }
}

/** Writes the mark as a new file each time: an older text in it is then of an older file. */
export function writeMark(folder: string, known: Known): void {
  const path = join(folder, FILE)
  const aside = `${path}.${String(process.pid)}`
  rmSync(aside, { force: true })
  const file = openSync(aside, 'wx', 0o600)
  try {
    const self = selfOf(fstatSync(file, { bigint: true }))
    const control = controlOf(folder)
    writeSync(file, JSON.stringify({ ...known, self, control: control && selfOf(control) }))
  } finally {
    closeSync(file)
  }
  renameSync(aside, path)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
