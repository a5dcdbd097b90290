import type { Db } from '../database.ts'
import { keyOf, type Member } from './cast.ts'

/** What somebody's own stream told them of one subject, such as `task`, from the first on. */
export const toldOf = async (db: Db, who: Member, subject: string): Promise<{ fact: string; data: unknown }[]> =>
  (
    await db
      .selectFrom('events')
      .select(['fact', 'data'])
      .where('stream', '=', keyOf(who))
      .where('fact', 'like', `${subject}.%`)
      .orderBy('seq')
      .execute()
  ).map(({ fact, data }) => ({ fact, data }))
