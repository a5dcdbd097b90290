import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { openDatabase } from '#db/database.ts'
import { external, type Member } from '#db/testing/cast.ts'

/** Sockets that one session may have on a node. */
const EACH = 20

/** Signed-in externals who take part in the task: so many, or as many as hold `sockets` sockets between them. */
export async function makePeople(
  url: string,
  pool: pg.Pool,
  task: string,
  many: { people: number } | { sockets: number },
): Promise<(Member & { grantId: string })[]> {
  const { db, close } = await openDatabase(url, { connections: 4 })
  const { rows } = await pool.query<{ account: string; manager: string }>(
    'select p.account_id as account, p.manager_id as manager from tasks t join projects p on p.id = t.project_id where t.id = $1',
    [task],
  )
  const row = rows[0]
  if (!row) throw new Error('There is no such task.')
  const people: (Member & { grantId: string })[] = []
  const count = 'people' in many ? many.people : Math.ceil(many.sockets / EACH)
  for (let nth = 0; nth < count; nth++) {
    const id = randomUUID().slice(0, 8)
    const terms = { accountId: row.account, role: 20, answersId: row.manager } as const
    const person = await external(db, { name: `Watcher ${id}`, email: `w${id}@bench.example`, ...terms })
    people.push(person)
  }
  await db
    .insertInto('task_people')
    .values(
      people.map(({ userId, grantId }) => ({ task_id: task, user_id: userId, grant_id: grantId, role: 'participant' })),
    )
    .execute()
  await close()
  return people
}
