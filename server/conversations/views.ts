import type { Viewer } from '#server/access/viewer.ts'
import { withNames } from '#server/feed/mentions.ts'

export type ConversationKind = 'account' | 'project' | 'direct'

/** The names around conversation `v`, as `named` reads them. */
export interface NamedRow {
  id: string
  kind: ConversationKind
  account_id: string | null
  project_id: string | null
  account: string | null
  project: string | null
  contact: string | null
  staff: string | null
  user_id: string | null
  staff_id: string | null
  closed_at: Date | null
}

/** Whom a conversation is with, as this viewer would say it. */
export interface Titled {
  id: string
  kind: ConversationKind
  /** The other person, the project, or the other side. */
  title: string
  /** Beside the title: the account, where the title does not say it. */
  account: string | null
  /** Decides the colour of its face: the other person's id, or its own. */
  face: string
  closed: boolean
}

export function viewTitle({ staff, policy }: Viewer, row: NamedRow): Titled {
  const titles = {
    account: staff ? row.account : policy.hostName,
    project: row.project,
    direct: staff ? row.contact : row.staff,
  }
  const title = titles[row.kind] ?? ''
  return {
    id: row.id,
    kind: row.kind,
    title,
    account: row.account === title ? null : row.account,
    face: (staff ? row.user_id : row.staff_id) ?? row.id,
    closed: row.closed_at !== null,
  }
}

export interface LastRow {
  id: string
  author_id: string
  author: string
  at: string
  body: string
  deleted: boolean
  names: Record<string, string> | null
}

/** One conversation as the list shows it. */
export interface ConversationLine extends Titled {
  /** What was said last, if this viewer may see it. `text` is null when it was taken back. */
  last: { by: string; mine: boolean; text: string | null; at: string } | null
  unread: number
  muted: boolean
  /** The viewer takes part; an admin may look into others. */
  mine: boolean
}

/** Characters of a last line. */
const LINE = 160

export const viewLine = (
  viewer: Viewer,
  row: NamedRow & { last: LastRow | null; unread: number; muted: boolean; takes_part: unknown },
): ConversationLine => ({
  ...viewTitle(viewer, row),
  last: row.last && {
    by: row.last.author,
    mine: row.last.author_id === viewer.userId,
    text: row.last.deleted ? null : shortened(row.last.body, row.last.names ?? {}),
    at: row.last.at,
  },
  unread: row.unread,
  muted: row.muted,
  mine: viewer.grant !== null || Boolean(row.takes_part),
})

const graphemes = new Intl.Segmenter()

/** The first words on one line, without the signs of Markdown. */
function shortened(body: string, names: Record<string, string>): string {
  const text = withNames(body.slice(0, 8 * LINE), (id) => names[id])
    .replace(/[*_`>#~|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const end = graphemes.segment(text).containing(LINE)?.index
  return end === undefined ? text : `${text.slice(0, end)}…`
}
