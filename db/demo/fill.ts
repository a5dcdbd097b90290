import { hash } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { gateMode } from '../gated-dialect.ts'
import { accounts } from './accounts.ts'
import { contractMarks } from './contract-marks.ts'
import { contracts } from './contracts.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import type { Making, Part } from './part.ts'
import { DEMO_PASSWORD, people } from './people.ts'
import { projectLife } from './project-life.ts'
import { projects } from './projects.ts'
import { taskMarks } from './task-marks.ts'
import { updateMarks } from './update-marks.ts'
import { tasks } from './tasks.ts'
import { versions } from './versions.ts'

/** Each subject's part, in the order in which they speak of each other. */
const PARTS: readonly Part[] = [
  people,
  projects,
  tasks,
  contracts,
  files,
  conversations,
  projectLife,
  accounts,
  versions,
  contractMarks,
  taskMarks,
  updateMarks,
]

/**
 * Fills an empty portal with the demo, or adds to an older demo the parts that are new. A portal that somebody uses is left alone.
 * Answers the parts that were added. Safe on several nodes at once. `storeFile` keeps a file's content and answers its SHA-256 in hex.
 */
export async function fillDemo(db: Db, storeFile: Making['storeFile'], now = new Date()): Promise<string[]> {
  if (await isUsed(db)) return []
  const known = await db.selectFrom('demo_parts').select('name').execute()
  const missing = PARTS.filter((part) => !known.some(({ name }) => name === part.name))
  if (missing.length === 0) return []
  const passwordHash = await hash(DEMO_PASSWORD)
  const added: string[] = []
  for (const part of missing) if (await fillPart(part, { db, now, passwordHash, storeFile })) added.push(part.name)
  return added
}

/** People who did not come with a demo. */
async function isUsed(db: Db): Promise<boolean> {
  const { used } = await db
    .selectNoFrom(sql<boolean>`exists (select from users) and not exists (select from demo_parts)`.as('used'))
    .executeTakeFirstOrThrow()
  return used
}

/** Adds a part whole or not at all; false when another node did. It sets rules, so it holds the gate as any change of them. */
function fillPart(part: Part, making: Making): Promise<boolean> {
  return gateMode.run('exclusive', () =>
    making.db.transaction().execute(async (db) => {
      // Words, pictures and files are made between its statements; a slow machine must not lose the part half-way.
      await sql`set local idle_in_transaction_session_timeout = '30s'`.execute(db)
      const mine = await db
        .insertInto('demo_parts')
        .values({ name: part.name })
        .onConflict((on) => on.doNothing())
        .returning('name')
        .execute()
      if (mine.length === 0) return false
      await part.fill({ ...making, db })
      const { version } = await db
        .updateTable('policy_version')
        .set({ version: sql`version + 1` })
        .returning('version')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('policy_changes')
        .values({ version, reach: 'all', what: `demo: ${part.name}` })
        .execute()
      return true
    }),
  )
}
