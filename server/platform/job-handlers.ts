import { resetAsked } from '#server/auth/reset-asked.ts'
import { tidySignIn } from '#server/auth/tidy.ts'
import { sweepFiles } from '#server/files/store.ts'
import { sweepPartials } from '#server/files/sweep-partials.ts'
import { tellJoined } from '#server/conversations/tell-joined.ts'
import { deliverMail } from '#server/mail/deliver-mail.ts'
import { lookForUnread } from '#server/unread/look-for-unread.ts'
import { mailUnread } from '#server/unread/mail-unread.ts'
import { mailTransport, type MailOptions } from '#server/mail/transport.ts'
import type { JobHandlers } from './jobs.ts'

/** What each job does. */
export function jobHandlers(mail: MailOptions): JobHandlers {
  const transport = mailTransport(mail)
  return {
    'mail:deliver': (portal, { mailId }) => deliverMail(portal, transport, mailId),
    'auth:reset-asked': resetAsked,
    'auth:tidy': tidySignIn,
    'conversation:joined': tellJoined,
    'unread:look': lookForUnread,
    'unread:mail': mailUnread,
    'files:sweep': async (portal) => {
      const removed = { ...(await sweepFiles(portal)), uploads: await sweepPartials(portal) }
      portal.log.info(removed, 'swept the file store')
    },
  }
}
