import { describe, expect, it } from 'vitest'
import { momentIn } from './time.tsx'

const now = Date.UTC(2026, 10, 22, 12)

describe('a moment as text', () => {
  it('is told in the zone of the reader', () => {
    const newYear = new Date('2026-07-01T22:30:00Z')
    expect(momentIn('en', 'Europe/Sofia', newYear, 'day', now)).toBe('Jul 2')
    expect(momentIn('en', 'America/New_York', newYear, 'day', now)).toBe('Jul 1')
  })

  it('says its year where it is not this one in that zone', () => {
    expect(momentIn('en', 'UTC', new Date('2025-12-31T23:00:00Z'), 'day', now)).toBe('Dec 31, 2025')
    expect(momentIn('en', 'Europe/Sofia', new Date('2025-12-31T23:00:00Z'), 'day', now)).toBe('Jan 1')
  })

  it('is a time of the reader’s own day, and a date on any other', () => {
    const recent = (at: string, zone: string) => momentIn('en', zone, new Date(at), 'recent', now).replace(/\s/g, ' ')
    expect(recent('2026-11-22T07:05:00Z', 'UTC')).toBe('7:05 AM')
    expect(recent('2026-11-21T23:05:00Z', 'UTC')).toBe('Nov 21')
    expect(recent('2026-11-21T23:05:00Z', 'Europe/Sofia')).toBe('1:05 AM')
    expect(recent('2025-11-22T07:05:00Z', 'UTC')).toBe('Nov 22, 2025')
  })

  it('is written as the language writes it', () => {
    expect(momentIn('bg', 'UTC', new Date('2026-03-05T08:00:00Z'), 'day', now)).toBe('5.03')
    expect(momentIn('fr', 'UTC', new Date('2026-03-05T08:00:00Z'), 'day', now)).toBe('5 mars')
  })
})
