import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { loginName } from '#server/auth/forms.ts'

/** So many people of one name are told apart by a number; the next one chooses for themselves. */
const MOST = 20
/** It is typed at every sign-in: so many letters, before the number that may follow. */
const LONGEST = 17

/**
 * A free login name for somebody new: short, and if it can be of letters that are on every keyboard, made of their name or else of their address. Empty
 * where none can be made of either. Nothing is kept for them.
 */
export async function proposeLogin(db: Db, { name, email }: { name: string; email: string }): Promise<string> {
  const plain = shortNames(name, email).find((one) => one.length <= LONGEST && loginName.safeParse(one).success)
  if (!plain) return ''
  const offered = [plain, ...Array.from({ length: MOST }, (_, at) => `${plain}.${at + 2}`)]
  const { rows } = await sql<{ offered: string }>`
    select o.offered from unnest(${offered}::text[]) with ordinality o (offered, at)
    where not exists (select from users u where lower(u.login_name) = lower(o.offered)) order by o.at limit 1`.execute(
    db,
  )
  return rows[0]?.offered ?? ''
}

/** The best first. */
function shortNames(name: string, email: string): string[] {
  const latin = dotted(name.normalize('NFKD').replace(/\p{M}+/gu, ''))
  const mailbox = dotted(email.replace(/[+@].*$/, ''))
  const own = dotted(name.normalize('NFKC'))
  const typeable = [latin, withInitial(latin), mailbox].filter((one) => /^[a-z\d.]+$/.test(one))
  return [...typeable, own, withInitial(own), dotted(own.slice(0, LONGEST))]
}

const dotted = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '.')
    .replace(/^\.+|\.+$/g, '')

/** The first name, and what the last one begins with. */
function withInitial(name: string): string {
  const words = name.split('.')
  const [initial = ''] = words.length > 1 ? (words.at(-1) ?? '') : ''
  return initial && `${words[0]}.${initial}`
}
