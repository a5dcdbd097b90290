import { NotFound } from '#server/platform/errors.ts'
import type { Look } from '#server/platform/look.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An account that the viewer deals with. Errors: `NotFound`. */
export async function accountFound({ scope, must }: Pick<Look, 'scope' | 'must'>, id: string) {
  must('account.view')
  const account = UUID.test(id) ? await scope.accounts().where('a.id', '=', id).executeTakeFirst() : undefined
  if (!account) throw new NotFound()
  return account
}

/** A contact of an account that the viewer deals with. Errors: `NotFound`. */
export async function contactFound({ db, scope, must }: Pick<Look, 'db' | 'scope' | 'must'>, id: string) {
  must('account.view')
  const contact = UUID.test(id)
    ? await db
        .selectFrom('contacts as c')
        .innerJoin(scope.accounts().as('a'), 'a.id', 'c.account_id')
        .selectAll('c')
        .select('a.name as account_name')
        .where('c.id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!contact) throw new NotFound()
  return contact
}
