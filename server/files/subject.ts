import type { Action } from '#server/access/catalogue.ts'
import type {
  AttachmentFacts,
  ContractFacts,
  ConversationFacts,
  NoteFacts,
  ProjectFacts,
  TaskFacts,
} from '#server/access/facts.ts'
import { storeHappened } from '#server/feed/store-happened.ts'
import type { Look } from '#server/platform/look.ts'
import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'

/** What files are attached to. */
export interface FileSubject {
  kind: 'task' | 'contract' | 'project' | 'conversation' | 'note'
  id: string
}

type FiledFacts = TaskFacts | ContractFacts | ProjectFacts | ConversationFacts | NoteFacts

type Doing = 'see' | 'upload' | 'edit' | 'delete'

/** The action that each thing one does with files is. Edit: replace or rename. But on contracts, who may attach tidies up as well. */
export const FILE_ACTIONS = {
  task: { see: 'task.view', upload: 'task.upload', edit: 'task.upload', delete: 'task.upload' },
  project: { see: 'project.read', upload: 'project.upload', edit: 'project.upload', delete: 'project.upload' },
  contract: {
    see: 'contract.read',
    upload: 'contract.upload',
    edit: 'contract.edit_attachment',
    delete: 'contract.delete_attachment',
  },
  conversation: {
    see: 'conversation.view',
    upload: 'conversation.upload',
    edit: 'conversation.upload',
    delete: 'conversation.upload',
  },
  /** Only the host's people write notes, and so attach to them [E8]. */
  note: { see: 'note.view', upload: 'note.write', edit: 'note.write', delete: 'note.write' },
} as const satisfies Record<FileSubject['kind'], Record<Doing, Action>>

export function streamOfFiles({ kind, id }: FileSubject): string {
  return kind === 'project' ? streamOf.projectInside(id) : streamOf[kind](id)
}

/** The column that ties an attachment to its record. */
export function tiedTo({
  kind,
  id,
}: FileSubject):
  | { task_id: string }
  | { contract_id: string }
  | { project_id: string }
  | { conversation_id: string }
  | { note_id: string } {
  if (kind === 'task') return { task_id: id }
  if (kind === 'note') return { note_id: id }
  if (kind === 'project') return { project_id: id }
  return kind === 'contract' ? { contract_id: id } : { conversation_id: id }
}

/**
 * The facts of a record whose files the viewer may see. Errors: `NotFound`; `Shut` where the whole portal is closed to them,
 * which is asked first: it is told, not hidden.
 */
export async function factsOfSubject(
  { scope, must }: Pick<Look, 'scope' | 'must'>,
  { kind, id }: FileSubject,
): Promise<FiledFacts> {
  must(FILE_ACTIONS[kind].see)
  const { facts } = await scope[kind](id)
  must(FILE_ACTIONS[kind].see, facts)
  return facts
}

/** An attachment's facts: its own, and those of what it hangs on. */
export const factsOfAttachment = (
  row: { account_id: string | null; uploaded_at: Date },
  record: FiledFacts,
): AttachmentFacts => ({
  subject: 'attachment',
  accountId: row.account_id,
  at: row.uploaded_at,
  task: record.subject === 'task' ? record : null,
  contract: record.subject === 'contract' ? record : null,
  conversation: record.subject === 'conversation' ? record : null,
  project: record.subject === 'project' ? record : null,
  note: record.subject === 'note' ? record : null,
})

/** Says in the record's feed what happened to a file; a note has no feed. */
export function tellFeed(now: Work, subject: FileSubject, happened: Parameters<typeof storeHappened>[2]): void {
  if (subject.kind !== 'note') storeHappened(now, streamOfFiles(subject), happened)
}
