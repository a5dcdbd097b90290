import { onTasks, type Attached } from './attached.ts'
import { accountId, userId } from './ids.ts'
import { keepContent } from './keep-content.ts'
import { pageOf, pictureOf } from './papers.ts'
import type { Making, Part } from './part.ts'
import { chanceOf, idOf } from './seed.ts'
import { inventTasks } from './tasks.ts'

const HOUR = 60 * 60 * 1000

/** A file that was replaced once, on a task of Ana's, and a picture that came with her last words in her company's conversation [D5]. */
export const versions: Part = {
  name: 'versions',
  async fill(making) {
    await replaceOne(making)
    await carryOne(making)
  },
}

async function replaceOne(making: Making): Promise<void> {
  const { db, now } = making
  const old = await db
    .selectFrom('attachments')
    .select(['id', 'version', 'name', 'uploaded_at'])
    .where('id', '=', paperOfAna(now)?.id ?? null)
    .executeTakeFirst()
  if (old?.version !== 1) return
  const content = pageOf([old.name, 'Northlight Building Services', 'Second issue: measured again after the works.'])
  const hash = await keepContent(making, content)
  await db
    .updateTable('attachments')
    .set({
      version: 2,
      size: content.length,
      blob_hash: hash,
      uploaded_by: userId('mila'),
      uploaded_at: new Date(Math.min(old.uploaded_at.getTime() + 30 * HOUR, now.getTime() - HOUR)),
    })
    .where('id', '=', old.id)
    .execute()
}

/** The newest PDF on a task that Ana is on. Its first version is kept with it already. */
const paperOfAna = (now: Date): Attached | undefined => {
  const tasks = inventTasks().filter(({ assignee, participants }) =>
    [assignee, ...participants].some((one) => one?.userId === userId('ana')),
  )
  return onTasks(tasks, now)
    .filter(({ paper }) => paper.mediaType === 'application/pdf')
    .sort((one, other) => other.at.getTime() - one.at.getTime())[0]
}

async function carryOne(making: Making): Promise<void> {
  const { db } = making
  const conversation = idOf('conversation', 'rila')
  const said = await db
    .selectFrom('feed_entries')
    .select(['sent_id', 'author_id', 'author_grant_id', 'at'])
    .where('stream', '=', `conversation:${conversation}`)
    .where('author_id', '=', userId('ana'))
    .where('body', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!said) return
  const content = pictureOf(chanceOf('picture in a conversation'))
  const hash = await keepContent(making, content)
  await db
    .insertInto('attachments')
    .values({
      id: idOf('attachment', 'conversation rila/tiles'),
      conversation_id: conversation,
      name: 'Tiles in the spa.png',
      media_type: 'image/png',
      size: content.length,
      blob_hash: hash,
      uploaded_by: said.author_id,
      uploaded_grant_id: said.author_grant_id,
      account_id: accountId('rila'),
      uploaded_at: said.at,
      sent_id: said.sent_id,
      sent_by: said.author_id,
    })
    .execute()
}
