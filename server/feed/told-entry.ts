import { sql, type RawBuilder } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'
import type { Told } from '#server/streams/told.ts'
import type { PostEntryForm } from './forms.ts'
import { iso, type EntryRow } from './rows.ts'

/** What the statement that stores an entry answers of it, besides its place. */
export interface Shown {
  at: Date
  at_text: string
  /** Their name, kind and account's name, as `entryRows` reads them. */
  author: [string, EntryRow['author_kind'], string | null]
}

/** `Shown`, where the event is what is returned. */
export const shown = (viewer: Pick<Viewer, 'name' | 'userId' | 'grant'>): RawBuilder<Shown> =>
  sql`at, ${iso(sql.ref('at'))} as at_text, ${author(viewer)} as author`

/** A person's name moves the version with it; an account's does not. */
const author = ({ name, userId, grant }: Pick<Viewer, 'name' | 'userId' | 'grant'>) =>
  grant
    ? sql`(
    select array[u.name, u.kind, a.name] from users u
    join grants g on g.id = ${grant.id}::uuid join accounts a on a.id = g.account_id where u.id = ${userId}::uuid)`
    : sql`array[${name}, 'staff', null]::text[]`

/** Whether all that is shown of an entry is in it and its author: nobody is named, nothing quoted. */
export const tellsAll = ({ body, replyTo }: PostEntryForm): boolean => !replyTo && !body.includes('@[')

/** An entry that `tellsAll`, as the renderer of entries would read it from the database now. */
export function toldEntry(
  { id, stream, seq, at, at_text, author: [name, kind, account] }: Shown & { id: string; stream: string; seq: number },
  { userId }: { userId: string },
  { sentId, body }: PostEntryForm,
): Omit<Told, 'version'> {
  const row: EntryRow = {
    id,
    stream,
    seq,
    at: at_text,
    sent_id: sentId,
    author_id: userId,
    author_name: name,
    author_kind: kind,
    author_account: account,
    body,
    happened: null,
    reply_to: null,
    reply_author: null,
    reply_body: null,
    mentions: null,
    names: null,
    file_name: null,
    edited_at: null,
    deleted_at: null,
  }
  return { fact: { stream, seq, fact: 'entry.posted', data: { entryId: id }, at }, row }
}
