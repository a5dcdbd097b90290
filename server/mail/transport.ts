import nodemailer from 'nodemailer'

/** Without a mail server mails are kept in the outbox. */
export interface MailOptions {
  /** MAIL_URL: smtp://user:password@host:587 */
  url: string | null
  /** MAIL_FROM */
  from: string
}

/** Hands one mail to the mail server; throws when it does not take it. */
export type Transport = (mail: { to: string; subject: string; text: string; html: string }) => Promise<void>

/** The way out, or null where there is none. */
export function mailTransport({ url, from }: MailOptions): Transport | null {
  if (!url) return null
  const server = nodemailer.createTransport(
    {
      url,
      // A mail holds text only: never fetch or read anything for it.
      disableFileAccess: true,
      disableUrlAccess: true,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    },
    { from },
  )
  return async ({ to, subject, text, html }) => {
    await server.sendMail({ to: { name: '', address: to }, subject, text, html })
  }
}
