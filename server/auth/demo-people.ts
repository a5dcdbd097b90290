import { sql } from 'kysely'
import type { Role } from '#server/access/catalogue.ts'
import type { Portal } from '#server/platform/portal.ts'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

export interface DemoPerson {
  email: string
  name: string
  /** The company they are from; null for staff. */
  place: string | null
  role: 'owner' | 'admin' | 'member' | Role | null
}

/** Whose names the sign-in page offers, and the one password of all of them. */
export interface DemoPeople {
  password: string
  /** Staff first, highest role first; then those from outside, company by company. */
  people: DemoPerson[]
}

/**
 * The people of the demo, where it is filled and nobody but this machine can reach the portal; else null. They are known by the
 * reserved domain `.example`, under which no real person has an address.
 */
export async function demoPeople({ database: { db }, publicUrl }: Portal): Promise<DemoPeople | null> {
  if (!LOOPBACK.has(new URL(publicUrl).hostname)) return null
  const filled = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', 'adam@northlight.example')
    .executeTakeFirst()
  if (!filled) return null
  const people = await db
    .selectFrom('users as u')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('grants as g')
          .innerJoin('accounts as a', 'a.id', 'g.account_id')
          .whereRef('g.user_id', '=', 'u.id')
          .select(['a.name as place', 'g.role'])
          .orderBy('g.created_at')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select(['u.email', 'u.name', 'u.staff_role', 'first.place', 'first.role'])
    .where('u.email', 'like', '%.example')
    .where('u.password_hash', 'is not', null)
    .orderBy('u.kind', 'desc')
    .orderBy(sql`array_position(array['owner', 'admin', 'member'], u.staff_role::text)`)
    .orderBy(sql`lower(first.place)`)
    .orderBy('u.email')
    .limit(40)
    .execute()
  return {
    password: 'northlight-demo-only',
    people: people.map(({ staff_role, role, ...person }) => ({ ...person, role: staff_role ?? role })),
  }
}
