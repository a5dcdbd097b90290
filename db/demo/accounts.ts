import { DETAILS, NOTES } from './content/accounts.ts'
import { accountId, userId } from './ids.ts'
import { keepContent } from './keep-content.ts'
import { daysAgo, type Making, type Part } from './part.ts'
import { idOf } from './seed.ts'

/** What is known of some accounts, which of them are one person [A1], and notes, shared and not, some with a file [E8]. */
export const accounts: Part = {
  name: 'accounts',
  async fill(making) {
    for (const { account, ...known } of DETAILS)
      await making.db
        .updateTable('accounts')
        .set({ is_person: known.isPerson, phone: known.phone, website: known.website, address: known.address })
        .where('id', '=', accountId(account))
        .execute()
    await fillNotes(making)
  },
}

async function fillNotes(making: Making): Promise<void> {
  const { db, now } = making
  const rows = NOTES.map((note, nth) => ({ note, id: idOf('note', `${note.account}/${String(nth)}`) }))
  await db
    .insertInto('notes')
    .values(
      rows.map(({ note, id }) => ({
        id,
        account_id: accountId(note.account),
        author_id: userId(note.by),
        body: note.body,
        shared_at: note.shared ? daysAgo(now, note.daysAgo, 12) : null,
        created_at: daysAgo(now, note.daysAgo, 11),
      })),
    )
    .execute()
  for (const { note, id } of rows) {
    if (!note.file) continue
    const content = Buffer.from(note.file.text)
    const hash = await keepContent(making, content)
    await db
      .insertInto('attachments')
      .values({
        id: idOf('attachment', `note/${id}`),
        note_id: id,
        name: note.file.name,
        media_type: 'text/plain',
        size: content.length,
        blob_hash: hash,
        uploaded_by: userId(note.by),
        uploaded_at: daysAgo(now, note.daysAgo, 11, 5),
      })
      .execute()
  }
}
