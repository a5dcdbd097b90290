import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BadSetting, readSettings, SETTINGS } from './settings.ts'

describe('the settings of the installation', () => {
  it('have defaults that keep the portal on this machine', () => {
    expect(readSettings({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, PORTAL_DATA: 'data', DATABASE_URL: null })
  })

  it('count an empty variable as not set', () => {
    expect(readSettings({ PORT: '', REDIS_URL: ' ' })).toMatchObject({ PORT: 3000, REDIS_URL: null })
  })

  it.each([
    ['PORT', '70000', 'a whole number from 0 to 65535'],
    ['PORT', 'three', 'a whole number from 0 to 65535'],
    ['PORTAL_DEMO', 'yes', '1 or 0'],
    ['PORTAL_URL', 'portal.example.com', 'an address that begins with http:// or https://'],
    ['PORTAL_URL', 'https://portal.example.com/portal', 'an origin'],
    ['DATABASE_URL', 'mysql://host/portal', 'an address that begins with postgresql:// or postgres://'],
    ['NODE_ENV', 'staging', 'one of production, development, test'],
  ])('refuse %s=%s in one line that says what it must be', (name, value, expected) => {
    expect(() => readSettings({ [name]: value })).toThrow(BadSetting)
    expect(() => readSettings({ [name]: value })).toThrow(`${name} must be ${expected}`)
  })

  it('never repeat the value of an address, which may hold a password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:hunter2@host/portal' })).toThrow(/^(?!.*hunter2)/)
  })

  it('are all in docs/operating.md', () => {
    const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
    expect(Object.keys(SETTINGS).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
