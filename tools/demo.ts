import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '#db/database.ts'
import { fillDemo } from '#db/demo/fill.ts'
import type { Env } from '#server/platform/settings.ts'

const THIS_MACHINE = ['127.0.0.1', 'localhost', '::1', '[::1]']

/** The demo's password is public: unasked, it comes only where nobody but this machine can reach the portal. */
export function wantsDemo({ HOST, PORTAL_DEMO, PORTAL_URL, DATABASE_URL }: Env): boolean {
  if (PORTAL_DEMO !== null) return PORTAL_DEMO
  const isPublic = PORTAL_URL !== null && !THIS_MACHINE.includes(new URL(PORTAL_URL).hostname)
  return THIS_MACHINE.includes(HOST) && !isPublic && DATABASE_URL === null
}

/** Fills an empty portal with the demo, or adds to the demo what is new in it. */
export async function addDemo(databaseUrl: string, dataFolder: string): Promise<void> {
  const { db, close } = await openDatabase(databaseUrl, { connections: 3 })
  try {
    const added = await fillDemo(db, (content) => Promise.resolve(store(join(dataFolder, 'files'), content)))
    if (added.length > 0) console.log('Filled with the demo.')
  } finally {
    await close()
  }
}

/** Keeps a file as the portal's own store does: by its SHA-256. */
function store(folder: string, content: Buffer): string {
  const hash = createHash('sha256').update(content).digest('hex')
  const place = join(folder, hash.slice(0, 2))
  mkdirSync(place, { recursive: true, mode: 0o700 })
  writeFileSync(join(place, hash), content, { mode: 0o600 })
  return hash
}
