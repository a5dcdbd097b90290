import type { Happened } from './happened.ts'
import { renderMarkdown } from './markdown.ts'
import { withNames } from './mentions.ts'
import type { EntryRow } from './rows.ts'
import { kindOf, type EntryKind } from './subject.ts'

/** A feed entry as everyone who watches its stream may see it. Times are ISO; `at` has microseconds, so that it orders. */
export interface EntryView {
  id: string
  stream: string
  kind: EntryKind
  seq: number
  at: string
  /** The sender's own id, by which their optimistic row knows its entry. */
  sentId: string
  author: { id: string; name: string; kind: 'staff' | 'external'; account: string | null }
  /** Safe HTML; null when something happened, or it was deleted. */
  html: string | null
  /** The entry replied to. */
  replyTo: string | null
  /** A few words of it; null when it may be too old for somebody who watches: then the page looks for it among what it shows. */
  reply: { author: string; excerpt: string | null } | null
  /** User ids. */
  mentions: string[]
  happened:
    | (Omit<Happened, 'people' | 'attachmentId'> & { people?: string[]; file?: { id: string; name: string | null } })
    | null
  /** Milliseconds; what the form that edits it sends as `was`. */
  editedAt: string | null
  deletedAt: string | null
}

/** Characters of a quoted entry. */
const EXCERPT = 140

/** Text leaves here and nowhere else: deleted entries and quotes of them have none. */
export function viewEntry(row: EntryRow): EntryView {
  const nameOf = (userId: string) => row.names?.[userId]
  const { happened } = row
  return {
    id: row.id,
    stream: row.stream,
    kind: kindOf(row.stream),
    seq: row.seq,
    at: row.at,
    sentId: row.sent_id,
    author: { id: row.author_id, name: row.author_name, kind: row.author_kind, account: row.author_account },
    html: row.deleted_at || row.body === null ? null : renderMarkdown(row.body, nameOf),
    replyTo: row.reply_to,
    reply:
      row.reply_author === null
        ? null
        : { author: row.reply_author, excerpt: row.reply_body ? excerptOf(row.reply_body, row.names ?? {}) : null },
    mentions: row.mentions ?? [],
    happened: happened && {
      what: happened.what,
      ...(happened.from !== undefined && { from: happened.from }),
      ...(happened.to !== undefined && { to: happened.to }),
      ...(happened.text !== undefined && { text: happened.text }),
      ...(happened.people && { people: happened.people.map((id) => nameOf(id) ?? '…') }),
      ...(happened.attachmentId && { file: { id: happened.attachmentId, name: happened.text ?? row.file_name } }),
    },
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
  }
}

const graphemes = new Intl.Segmenter()

function excerptOf(body: string, names: Record<string, string>): string {
  const text = withNames(body, (id) => names[id]).replace(/\s+/g, ' ')
  if (text.length <= EXCERPT) return text
  // Never half an emoji or a letter without its accent.
  const end = graphemes.segment(text).containing(EXCERPT)?.index ?? EXCERPT
  return `${text.slice(0, end)}…`
}
