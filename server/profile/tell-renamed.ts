import { ownStreamsThatName } from '#server/access/watchers.ts'
import type { Work } from '#server/platform/work.ts'

/** Asks the open pages again that may show this person's name. Who has no page open gets the new name with the next one. */
export async function tellRenamed({ db, emit }: Pick<Work, 'db' | 'emit'>, userId: string): Promise<void> {
  for (const stream of await ownStreamsThatName(db, userId)) emit({ stream, fact: 'person.renamed', data: {} })
}
