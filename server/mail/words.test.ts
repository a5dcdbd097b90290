import { expect, it } from 'vitest'
import { momentIn } from './words.ts'
import { writeMail } from './write-mail.ts'

const at = new Date('2026-12-01T07:21:00Z')

it('[A2] a mail says until when its link works by the clock of a place: it may be read in another', () => {
  expect(momentIn('en', 'Europe/Sofia', at)).toMatch(/^December 1, 2026 at 9:21\sAM \(Sofia time\)$/)
  expect(momentIn('en', 'America/Argentina/Buenos_Aires', at)).toMatch(/4:21\sAM \(Buenos Aires time\)$/)
  // What is called by no place says how it is called.
  expect(momentIn('en', 'UTC', at)).toMatch(/7:21\sAM UTC$/)
  expect(momentIn('en', 'Etc/GMT+3', at)).toMatch(/4:21\sAM GMT-3$/)
})

it('[A2] a mail has one language: its dates are written in that of its text, whatever the reader’s is', () => {
  const { text, html } = writeMail({
    kind: 'invitation',
    locale: 'bg',
    timeZone: 'Europe/Sofia',
    values: { name: 'Ана', inviter: 'Adam', host: 'Northlight', account: 'Rila' },
    until: at,
  })
  for (const mail of [text, html]) expect(mail).toMatch(/works until December 1, 2026 at 9:21\sAM \(Sofia time\)\./)
  expect(html).toContain('lang="en"')
})
