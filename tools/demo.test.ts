import { describe, expect, it } from 'vitest'
import { readSettings } from '#server/platform/settings.ts'
import { wantsDemo } from './demo.ts'

const wants = (settings: Record<string, string>) => wantsDemo(readSettings(settings))

describe('the demo, whose password is public', () => {
  it('comes unasked where only this machine can reach the portal', () => {
    expect(wants({})).toBe(true)
    expect(wants({ HOST: 'localhost', PORTAL_URL: 'http://localhost:8080' })).toBe(true)
  })

  it('stays away from an open address, a public one, and a database of the operator’s own', () => {
    expect(wants({ HOST: '0.0.0.0' })).toBe(false)
    expect(wants({ PORTAL_URL: 'https://portal.example.com' })).toBe(false)
    expect(wants({ DATABASE_URL: 'postgresql://db.example.com/portal' })).toBe(false)
  })

  it('comes or stays away as PORTAL_DEMO says', () => {
    expect(wants({ PORTAL_DEMO: '0' })).toBe(false)
    expect(wants({ PORTAL_DEMO: '1', HOST: '0.0.0.0' })).toBe(true)
  })
})
