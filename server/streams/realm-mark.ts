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
function controlOf(folder: string): string | null {
  const path = join(folder, 'postgres', 'global', 'pg_control')
  return existsSync(path) ? selfOf(statSync(path, { bigint: true })) : null
}

/**
 * What the data folder says of the database as it was last known. `putBack`: the folder holds the database itself and was put back from a
 * copy, whole or in part. The mark says which file it is itself, and which one the database's is; whatever copies a folder makes other
 * files, or leaves an old text in a file that says otherwise. A database of one's own lives elsewhere, and its mark may travel.
 */
export function readMark(folder: string): { known: Known | null; putBack: boolean } {
  const path = join(folder, FILE)
  const control = controlOf(folder)
  const mark = MARK.safeParse(existsSync(path) ? parsed(readFileSync(path, 'utf8')) : null)
  if (!mark.success) return { known: null, putBack: control !== null }
  const { begins, reached, ...was } = mark.data
  const same = was.self === selfOf(statSync(path, { bigint: true })) && was.control === control
  return { known: { begins, reached }, putBack: control !== null && !same }
}

/** Writes the mark as a new file each time: an older text in it is then of an older file. */
export function writeMark(folder: string, known: Known): void {
  const path = join(folder, FILE)
  const aside = `${path}.${String(process.pid)}`
  rmSync(aside, { force: true })
  const file = openSync(aside, 'wx', 0o600)
  try {
    const self = selfOf(fstatSync(file, { bigint: true }))
    writeSync(file, JSON.stringify({ ...known, self, control: controlOf(folder) }))
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
