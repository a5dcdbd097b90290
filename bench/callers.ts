import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { pino } from 'pino'
import { openDatabase } from '#db/database.ts'
import type { Caller } from '#server/platform/caller.ts'
import type { Portal } from '#server/platform/portal.ts'
import { localDoorbell } from '#server/streams/doorbell.ts'
import { signIn, type Stage } from './stage.ts'

/** The kinds of people who look at a full host. */
export const PEOPLE = {
  admin: 'adam@northlight.example',
  member: 'petar@northlight.example',
  'client L10': 'luc@corvin.example',
  collaborator: 'jonas@jonaslaw.example',
} as const

/** Measures at the server, in this process: `fn` gets people of the demo as those who call. */
export async function withCallers(
  stage: Stage,
  pool: pg.Pool,
  url: string,
  fn: (callerOf: (email: string) => Promise<Caller>) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(url, { connections: 4 })
  const portal: Portal = {
    nodeId: randomUUID(),
    database,
    doorbell: localDoorbell(),
    log: pino({ level: 'silent' }),
    dataFolder: stage.folder,
    publicUrl: stage.origin,
    sendsMail: false,
  }
  try {
    await fn(async (email) => {
      const person = await signIn(stage.origin, pool, email)
      const { rows } = await pool.query<{ id: string }>(
        'select id from sessions where user_id = $1 order by created_at desc limit 1',
        [person.userId],
      )
      const grantId = person.prefix.startsWith('/g/') ? person.prefix.slice(3) : null
      return { portal, userId: person.userId, sessionId: rows[0]?.id ?? '', grantId, address: '' }
    })
  } finally {
    await database.close()
  }
}
