import { expect, it } from 'vitest'
import { momentIn } from './words.ts'

it('[A2] a mail says until when its link works with the zone of that time: it may be read in another', () => {
  const at = new Date('2026-12-01T07:21:00Z')
  expect(momentIn('en', 'Europe/Sofia', at)).toMatch(/^December 1, 2026.* 9:21\sAM GMT\+2$/)
  expect(momentIn('en', 'UTC', at)).toMatch(/7:21\sAM UTC$/)
})
