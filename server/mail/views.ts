import { LINK } from './write-mail.ts'

interface MailLine {
  id: string
  to_address: string
  subject: string
  created_at: Date
  sent_at: Date | null
  kept_at: Date | null
  dropped_at: Date | null
  attempts: number
  last_error: string | null
}

const stateOf = (row: MailLine) =>
  row.sent_at
    ? ('sent' as const)
    : row.kept_at
      ? ('kept' as const)
      : row.dropped_at
        ? ('dropped' as const)
        : row.last_error
          ? ('failed' as const)
          : ('waiting' as const)

export const viewMailLine = (row: MailLine) => ({
  id: row.id,
  to: row.to_address,
  subject: row.subject,
  at: row.created_at.toISOString(),
  state: stateOf(row),
  attempts: row.attempts,
  error: row.sent_at ? null : row.last_error,
})

/** The text with its link as a part of its own; a mail that has left holds no link any more. */
export const viewMail = (row: MailLine & { text_body: string }) => ({
  ...viewMailLine(row),
  text: row.text_body.replaceAll(LINK, '…'),
  link: /^https?:\/\/\S+$/m.exec(row.text_body)?.[0] ?? null,
})
