import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { loginName } from '#server/auth/forms.ts'

/** So many people of one name are told apart by a number; the next one chooses for themselves. */
const MOST = 20

/** A free login name for somebody new, made of their name; empty where none can be made of it. Nothing is kept for them. */
export async function proposeLogin(db: Db, name: string): Promise<string> {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '.')
    .slice(0, 36)
    .replace(/^\.+|\.+$/g, '')
  const offered = [plain, ...Array.from({ length: MOST }, (_, at) => `${plain}.${at + 2}`)]
  if (!loginName.safeParse(plain).success) return ''
  const { rows } = await sql<{ offered: string }>`
    select o.offered from unnest(${offered}::text[]) with ordinality o (offered, at)
    where not exists (select from users u where lower(u.login_name) = lower(o.offered)) order by o.at limit 1`.execute(
    db,
  )
  return rows[0]?.offered ?? ''
}
