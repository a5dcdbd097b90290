import { CONVERSATIONS, LONG, type Message } from './content/conversations.ts'
import { GUESTS } from './content/guests.ts'
import { STAFF, type AccountKey } from './content/people.ts'
import { TALKS, TALKS_OF } from './content/talk.ts'
import { slices, storeFeed, type Said } from './feed.ts'
import { accountId, grantId, projectId, staffPerson, userId, type Person } from './ids.ts'
import type { Making, Part } from './part.ts'
import { chanceOf, idOf } from './seed.ts'

const MINUTE = 60_000

interface Talk {
  id: string
  account: AccountKey
  lines: { at: Date; who: string; text: string; replyUp?: number | undefined }[]
  unread: Record<string, number>
}

/** Conversations of accounts, of projects and of two, a long one among them and one that is closed. */
export const conversations: Part = {
  name: 'conversations',
  async fill(making) {
    await storeConversations(making)
    const talks = [...CONVERSATIONS.map((one) => talkOf(one, making.now)), longTalk(making.now)]
    await storeFeed(making.db, talks.flatMap(saidIn))
    await storeLinks(making, talks)
    await storeMarks(making, talks)
  },
}

const keyOf = ({
  account,
  project,
  between,
}: Pick<(typeof CONVERSATIONS)[number], 'account' | 'project' | 'between'>) =>
  idOf('conversation', project ?? between?.join('/') ?? account)

async function storeConversations({ db, now }: Making): Promise<void> {
  const rows = [...CONVERSATIONS, { ...LONG, between: undefined, closed: false }].map((one) => {
    const { account, project, between, closed = false } = one
    const [guest, staff] = between ?? []
    return {
      id: keyOf(one),
      kind: between ? ('direct' as const) : project ? ('project' as const) : ('account' as const),
      account_id: accountId(account),
      project_id: project ? projectId(project) : null,
      ...(guest && { ...rowOf(takingPart(guest, account)), staff_id: userId(staff ?? '') }),
      closed_at: closed ? new Date(now.getTime() - 24 * 60 * MINUTE) : null,
      closed_by: closed ? userId('petar') : null,
    }
  })
  await db.insertInto('conversations').values(rows).execute()
}

const rowOf = ({ userId: user_id, grantId: grant_id }: Person) => ({ user_id, grant_id })

/** Staff as themselves, a guest in their grant for the account whose conversation it is. */
function takingPart(first: string, account: AccountKey): Person {
  if (STAFF.some((one) => one.first === first)) return staffPerson(first)
  const grants = GUESTS.find((guest) => guest.first === first)?.grants ?? []
  const kind = grants.find((one) => one.account === account && one.kind === 'supplier')?.kind
  const grant = kind ?? grants.find((one) => one.account === account)?.kind
  return { userId: userId(first), grantId: grantId(first, account, grant) }
}

/** The lines with their times: the last when it ended, the others some minutes apart before it. */
function talkOf(one: (typeof CONVERSATIONS)[number], now: Date): Talk {
  const chance = chanceOf(`conversation ${keyOf(one)}`)
  let at = now.getTime() - one.ended * MINUTE
  const lines = [...one.lines].reverse().map(([who, text, replyUp]: Message) => {
    const line = { at: new Date(at), who, text, replyUp }
    at -= chance.between(2, 90) * MINUTE
    return line
  })
  return { id: keyOf(one), account: one.account, lines: lines.reverse(), unread: one.unread ?? {} }
}

/** What a project's people said in months, from the talk that there is everywhere. */
function longTalk(now: Date): Talk {
  const chance = chanceOf('long conversation')
  const talks = [...TALKS, ...(TALKS_OF.bg ?? [])]
  const spoken = []
  while (spoken.length < LONG.messages)
    for (const [voice, text] of chance.pick(talks)) {
      const who = LONG.voices[voice]
      if (who) spoken.push({ who, text })
    }
  const step = (LONG.days * 24 * 60 * MINUTE) / spoken.length
  const lines = spoken.map(({ who, text }, nth) => ({
    at: new Date(now.getTime() - 70 * MINUTE - (spoken.length - 1 - nth) * step + (nth > 0 ? 0 : -step)),
    who,
    text,
    replyUp: nth > 3 && chance.chance(0.08) ? chance.between(1, 3) : undefined,
  }))
  return {
    id: keyOf({ account: LONG.account, project: LONG.project }),
    account: LONG.account,
    lines,
    unread: LONG.unread,
  }
}

const streamOf = ({ id }: Talk) => `conversation:${id}`
const withIds = (text: string) => text.replace(/@([a-z]+)/g, (_, first: string) => `@[${userId(first)}]`)

const saidIn = (talk: Talk): Said[] =>
  talk.lines.map(({ at, who, text }) => {
    const { userId: authorId, grantId: authorGrantId } = takingPart(who, talk.account)
    return { stream: streamOf(talk), at, authorId, authorGrantId, body: withIds(text) }
  })

/** Entries are numbered from one on, in the order in which they were said. */
const entryId = (talk: Talk, nth: number) => idOf('entry', `${streamOf(talk)} ${nth + 1}`)

async function storeLinks({ db }: Making, talks: readonly Talk[]): Promise<void> {
  for (const talk of talks)
    for (const [nth, { replyUp }] of talk.lines.entries())
      if (replyUp)
        await db
          .updateTable('feed_entries')
          .set({ reply_to: entryId(talk, nth - replyUp) })
          .where('id', '=', entryId(talk, nth))
          .execute()
  const mentions = talks.flatMap((talk) =>
    talk.lines.flatMap(({ text }, nth) =>
      [...text.matchAll(/@([a-z]+)/g)].map(([, first = '']) => ({
        entry_id: entryId(talk, nth),
        user_id: userId(first),
      })),
    ),
  )
  await db.insertInto('mentions').values(mentions).execute()
}

/** Everybody who spoke, or is said to have read less, has read the rest. */
async function storeMarks({ db }: Making, talks: readonly Talk[]): Promise<void> {
  const rows = await db
    .selectFrom('streams')
    .select(['name', 'clock'])
    .where('name', 'in', talks.map(streamOf))
    .execute()
  const clocks = new Map(rows.map(({ name, clock }) => [name, clock]))
  const marks = talks.flatMap((talk) => {
    const people = new Set([...talk.lines.map(({ who }) => who), ...Object.keys(talk.unread)])
    return [...people].map((first) => ({
      ...rowOf(takingPart(first, talk.account)),
      stream: streamOf(talk),
      seq: (clocks.get(streamOf(talk)) ?? 0) - Math.min(talk.lines.length, talk.unread[first] ?? 0),
    }))
  })
  for (const some of slices(marks)) await db.insertInto('read_marks').values(some).execute()
}
