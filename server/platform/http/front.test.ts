import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { makeFront } from './front.ts'

const message = (from: string, headers: Record<string, string>) =>
  ({ socket: { remoteAddress: from }, headers }) as unknown as IncomingMessage

describe('who asks, and from where', () => {
  const open = makeFront({ publicUrl: null, trustedProxies: [] })
  const behind = makeFront({ publicUrl: null, trustedProxies: ['10.0.0.0/8', '::1'] })
  const named = makeFront({ publicUrl: 'https://portal.northlight.example', trustedProxies: ['loopback'] })

  it('[S22] an origin is ours only if it is exactly ours', () => {
    const from = (origin?: string) =>
      open.isOwn(message('127.0.0.1', { host: 'localhost:3000', ...(origin === undefined ? {} : { origin }) }))
    expect(from('http://localhost:3000')).toBe(true)
    for (const other of [
      undefined,
      'null',
      '',
      'http://localhost',
      'https://localhost:3000',
      'http://localhost:3000.evil.example',
      'http://localhost:30000',
      'http://LOCALHOST:3000',
      'http://evil.example',
    ])
      expect(from(other)).toBe(false)
  })

  it('[S22] a forwarded host counts only from a trusted proxy', () => {
    const headers = {
      host: 'inside:3000',
      'x-forwarded-host': 'portal.example',
      'x-forwarded-proto': 'https',
      origin: 'https://portal.example',
    }
    expect(behind.isOwn(message('10.1.2.3', headers))).toBe(true)
    expect(behind.isOwn(message('::ffff:10.1.2.3', headers))).toBe(true)
    expect(behind.isOwn(message('192.168.1.9', headers))).toBe(false)
    expect(open.isOwn(message('127.0.0.1', headers))).toBe(false)
  })

  it('[S22] with a public address no header changes what is ours', () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    expect(named.isOwn(message('127.0.0.1', { ...headers, origin: 'https://evil.example' }))).toBe(false)
    expect(named.isOwn(message('127.0.0.1', { ...headers, origin: 'https://portal.northlight.example' }))).toBe(true)
  })

  it('[S17] a sender cannot choose the address it is counted under', () => {
    const told = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2' }
    expect(open.ipOf(message('203.0.113.5', told))).toBe('203.0.113.5')
    expect(behind.ipOf(message('10.0.0.1', told))).toBe('2.2.2.2')
    expect(behind.ipOf(message('10.0.0.1', { 'x-forwarded-for': '9.9.9.9, 2.2.2.2, 10.0.0.7' }))).toBe('2.2.2.2')
    expect(behind.ipOf(message('10.0.0.1', { 'x-forwarded-for': 'nonsense' }))).toBe('10.0.0.1')
  })

  it('refuses a proxy that is no address', () => {
    expect(() => makeFront({ publicUrl: null, trustedProxies: ['proxy.local'] })).toThrow('TRUSTED_PROXY')
  })
})
