import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** What an attachment can hang on. */
export type Filed =
  { taskId: string } | { contractId: string } | { projectId: string } | { conversationId: string } | { noteId: string }

/** Attachments `f` of this record. */
export function ofRecord(of: Filed): RawBuilder<SqlBool> {
  if ('taskId' in of) return sql`f.task_id = ${of.taskId}`
  if ('contractId' in of) return sql`f.contract_id = ${of.contractId}`
  if ('noteId' in of) return sql`f.note_id = ${of.noteId}`
  return 'projectId' in of ? sql`f.project_id = ${of.projectId}` : sql`f.conversation_id = ${of.conversationId}`
}
