import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Portal } from '#server/platform/portal.ts'
import { storeEvents, streamOf } from '#server/streams/events.ts'
import { stillTrue } from './still-true.ts'
import type { Transport } from './transport.ts'
import { LINK } from './write-mail.ts'

/** Tries before a mail is left for an admin to see as failed. */
const TRIES = 12

/**
 * Takes one mail out of the outbox: decided again, given its link, and handed to the mail server; where there is none, it is kept
 * whole for the host's admins. What is handed over cannot be called back, so nothing comes between the decision and it.
 */
export async function deliverMail(portal: Portal, transport: Transport | null, mailId: string): Promise<void> {
  const { db } = portal.database
  const mail = await db.transaction().execute((under) => takeOut(portal, under, mailId, transport === null))
  if (mail && !transport) ringAbout(portal, mail.about)
  if (!mail || !transport) return
  try {
    await transport(mail)
  } catch (error) {
    const { attempts } = await db
      .updateTable('outbox_mails')
      .set({ attempts: sql<number>`attempts + 1`, last_error: saidBy(error) })
      .where('id', '=', mailId)
      .returning('attempts')
      .executeTakeFirstOrThrow()
    if (attempts < TRIES) throw new Error(`mail ${mailId} was not taken`)
    return
  }
  await db.transaction().execute(async (under) => {
    await under
      .updateTable('outbox_mails')
      .set({ sent_at: sql`clock_timestamp()`, attempts: sql<number>`attempts + 1`, last_error: null })
      .where('id', '=', mailId)
      .execute()
    await tellAbout(under, mail.about)
  })
  ringAbout(portal, mail.about)
}

/** Where an invitation stands, it is said when its mail left [A8]. */
const isInvitation = (about: string) => about.startsWith('invitation:')
const tellAbout = (db: Db, about: string) =>
  storeEvents(db, isInvitation(about) ? [{ stream: streamOf.access, fact: 'access.changed', data: {} }] : [])
const ringAbout = ({ doorbell }: Portal, about: string) => {
  if (isInvitation(about)) doorbell.ring([streamOf.access])
}

/** The mail with its link, or null when it is done with or no longer true. Under the gate. */
async function takeOut(portal: Portal, db: Db, mailId: string, keep: boolean) {
  const mail = await db
    .selectFrom('outbox_mails')
    .selectAll()
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .where('kept_at', 'is', null)
    .where('dropped_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!mail) return null
  const truth = await stillTrue(db, portal, mail.about)
  if (!truth) {
    await db
      .updateTable('outbox_mails')
      .set({ dropped_at: sql`clock_timestamp()` })
      .where('id', '=', mailId)
      .execute()
    return null
  }
  const link = truth.path ? portal.publicUrl + truth.path : ''
  const text = mail.text_body.replaceAll(LINK, link)
  const html = mail.html_body.replaceAll(LINK, link)
  // A mail that goes out leaves no copy of its link behind; one that is kept is useless without it.
  if (keep) {
    await db
      .updateTable('outbox_mails')
      .set({ kept_at: sql`clock_timestamp()`, text_body: text, html_body: html })
      .where('id', '=', mailId)
      .execute()
    await tellAbout(db, mail.about)
  }
  return { to: mail.to_address, subject: mail.subject, text, html, about: mail.about }
}

/** The mail server's own words, for the admin who looks; without addresses of links or anything after the first line. */
const saidBy = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 300) ?? ''
