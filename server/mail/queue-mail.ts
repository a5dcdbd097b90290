import type { Db } from '#db/database.ts'
import { addJob } from '#server/platform/add-job.ts'
import { oneLine, writeMail, type MailText } from './write-mail.ts'

/** Whether a mail is still true and what its link is, asked again when its time comes. */
export type About = `invitation:${string}` | `reset:${string}` | `user:${string}` | `unread:${string}`

/** Puts a mail into the outbox in the caller's own transaction: with a rollback it was never written. */
export async function queueMail(db: Db, mail: MailText & { to: string; about: About }): Promise<void> {
  const { subject, text, html } = writeMail(mail)
  const { id } = await db
    .insertInto('outbox_mails')
    .values({ to_address: oneLine(mail.to), subject, text_body: text, html_body: html, about: mail.about })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addJob(db, 'mail:deliver', { mailId: id })
}
