import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { firstRunCode } from '#server/auth/first-run.ts'
import { DEMO_PASSWORD } from '#db/demo/people.ts'

/** How somebody comes in where nobody can: with a code that is printed here and nowhere else. */
async function firstSteps(url: string, db: Db): Promise<string[]> {
  const code = await firstRunCode(db)
  if (code === null) return []
  return ['Nobody may sign in yet. Set the portal up, with this code, once:', `  ${url}/set-up`, `  ${code}`]
}

/** What the operator reads once the portal listens: its address and who may sign in. */
export async function greeting(url: string, db: Db): Promise<string> {
  const people = await db
    .selectFrom('users')
    .select(({ selectFrom }) => [
      'users.name',
      'users.email',
      'users.staff_role',
      selectFrom('grants')
        .innerJoin('accounts', 'accounts.id', 'grants.account_id')
        .whereRef('grants.user_id', '=', 'users.id')
        .select(sql<string>`string_agg(distinct accounts.name, ', ')`.as('names'))
        .as('accounts'),
    ])
    .where('users.password_hash', 'is not', null)
    .orderBy(sql`array_position('{owner,admin,member}', users.staff_role)`)
    .orderBy('accounts')
    .orderBy('users.email')
    .execute()
  const who = people.map(({ name, email, staff_role: role, accounts }) => ({
    name,
    email,
    role,
    is: role ?? accounts ?? 'no access now',
  }))
  const demo = who.filter(({ email }) => email.endsWith('.example'))
  const owners = who.filter(({ role }) => role === 'owner')
  return [
    `\nPortico is at ${url}\n`,
    ...(demo.length > 0
      ? [
          `Demo people sign in with the password ${DEMO_PASSWORD}:`,
          ...demo.map((one) => `  ${one.email.padEnd(30)} ${one.name}, ${one.is}`),
        ]
      : owners.length > 0
        ? [`${who.length} people may sign in; the owner is ${owners.map(({ email }) => email).join(', ')}.`]
        : await firstSteps(url, db)),
    '',
  ].join('\n')
}
