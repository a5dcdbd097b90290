import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { notePlaces } from '#server/notes/note-places.ts'
import type { Look } from '#server/platform/look.ts'
import { findContracts } from './find-contracts.ts'
import { findConversations } from './find-conversations.ts'
import { findProjects, findTasks } from './find-work.ts'
import { byIds, LATELY, type Asked } from './asked.ts'
import { idsOf, isOf, type Few } from './few.ts'
import { ROWS, type Hit } from './hits.ts'

const ID = sql.ref('f.id')

/**
 * Files by the names they have now, with what they hang on; newest first. Where very many hold the words, those that are known and the newest are
 * asked, and only who sees too few of them is searched from their own records on: then any are as good.
 */
export async function findFiles(look: Look, asked: Asked): Promise<Hit[]> {
  const { scope } = look
  const few: Few = asked.ids ? { ids: asked.ids, all: true } : await asked.fewOf('attachments', asked.words)
  if (few.all) return few.ids.length > 0 ? hitsOf(look, await newestOf(look, idsOf(few))) : []
  const held = isOf(ID, few, 'attachments', asked.words)
  const met = await newestOf(look, sql`${idsOf(few)} union all ${scope.newestFiles(LATELY)}`, held)
  if (met.length === ROWS) return hitsOf(look, met)
  const known = idsOf({ ids: met.map(({ id }) => id), all: false })
  return hitsOf(look, await newestOf(look, sql`${known} union all ${scope.filesBegun(held, sql.lit(ROWS))}`))
}

/** With the message that it came with, where it hangs on a conversation. */
const newestOf = ({ scope }: Look, among: RawBuilder<unknown>, held = sql<SqlBool>`true`) =>
  scope
    .files(among)
    .clearSelect()
    .select(['f.id', 'f.name', 'f.task_id', 'f.contract_id', 'f.project_id', 'f.conversation_id', 'f.note_id'])
    .select(
      scope
        .entries([sql`'conversation:' || f.conversation_id`])
        .clearSelect()
        .select('e.id')
        .where(sql<SqlBool>`e.author_id = f.sent_by and e.sent_id = f.sent_id and e.deleted_at is null`)
        .as('entry'),
    )
    .where(held)
    .orderBy('f.uploaded_at', 'desc')
    .orderBy('f.id')
    .limit(ROWS)
    .execute()

type Row = Awaited<ReturnType<typeof newestOf>>[number]

/** What a file hangs on, as its reader finds that by itself: by the id of it. */
async function hitsOf(look: Look, rows: readonly Row[]): Promise<Hit[]> {
  const ids = (of: keyof Row) => rows.map((row) => row[of]).filter((id) => id !== null)
  const found = async (find: typeof findTasks, some: string[]) => (some.length > 0 ? find(look, byIds(some)) : [])
  const [notes, ...others] = await Promise.all([
    notePlaces(look, ids('note_id')),
    found(findTasks, ids('task_id')),
    found(findContracts, ids('contract_id')),
    found(findProjects, ids('project_id')),
    found(findConversations, ids('conversation_id')),
  ])
  const records = new Map([...notes, ...others.flat()].map((one) => [one.id, one]))
  return rows.flatMap((row): Hit[] => {
    const [within, id] = hangsOn(row)
    const record = id && records.get(id)
    if (!record) return []
    const path = `${record.path}${anchorOf(row)}`
    return [
      { subject: 'files', id: row.id, title: row.name, beside: record.title, within, ref: null, status: null, path },
    ]
  })
}

function hangsOn(row: Row): [NonNullable<Hit['within']>, string | null] {
  if (row.task_id) return ['task', row.task_id]
  if (row.contract_id) return ['contract', row.contract_id]
  if (row.project_id) return ['project', row.project_id]
  return row.conversation_id ? ['conversation', row.conversation_id] : ['note', row.note_id]
}

/** Where it stands on the page of that. */
function anchorOf({ id, entry, project_id }: Row): string {
  return entry ? `?entry=${entry}` : `${project_id ? '/files' : ''}#file-${id}`
}
