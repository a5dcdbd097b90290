import { abilitiesOf, type Abilities } from '#server/access/abilities.ts'
import type { ConversationFacts } from '#server/access/facts.ts'
import { mutedBy } from '#server/feed/unread.ts'
import { NotFound } from '#server/platform/errors.ts'
import type { Look } from '#server/platform/look.ts'
import { named } from './named.ts'
import { viewTitle, type Titled } from './views.ts'

/** A conversation as its page shows it. */
export interface ConversationView extends Titled {
  muted: boolean
  /** What one may go to from here; null where that opens to staff alone. */
  accountId: string | null
  projectId: string | null
}

/** The conversation of a page, with what its viewer may do in it. `facts` are its own, found through scope. Errors: `NotFound`. */
export async function readConversation(
  { viewer, scope, must }: Look,
  id: string,
  facts: Promise<ConversationFacts>,
): Promise<{ conversation: ConversationView; abilities: Abilities }> {
  const asked = named(scope.conversations()).where('v.id', '=', id).select(mutedBy(viewer).as('muted'))
  const [theirs, row] = await Promise.all([facts, asked.executeTakeFirst()])
  must('conversation.view', theirs)
  if (!row) throw new NotFound()
  return {
    conversation: {
      ...viewTitle(viewer, row),
      muted: row.muted,
      accountId: viewer.staff ? row.account_id : null,
      projectId: row.project_id,
    },
    abilities: abilitiesOf(viewer, theirs),
  }
}
