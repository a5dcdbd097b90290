import { describe, expect, it } from 'vitest'
import { fits, hashPassword, weakness } from './passwords.ts'

const about = ['Ana Dimitrova', 'ana@rila.example', 'ana.d', 'Northlight', 'portico']

describe('passwords', () => {
  it.each([
    ['fourteen chars', 'password_too_short'],
    ['x'.repeat(257), 'password_too_long'],
    ['aaaaaaaaaaaaaaaaaa', 'password_repeats'],
    ['abcabcabcabcabcabc', 'password_repeats'],
    ['1234567890123456', 'password_repeats'],
    ['password12345678', 'password_common'],
    ['qwertyuiop12345', 'password_common'],
    ['PasswordPassword', 'password_common'],
    ['northlight-portal', 'password_about_you'],
    ['dimitrova-2026-!', 'password_about_you'],
  ])('[S14] %s is refused', async (password, why) => {
    expect(await weakness(password, about)).toBe(why)
  })

  it.each([
    'correct horse battery',
    'Пет зелени коня в парка',
    '五匹の緑の馬が公園で静かに眠っている',
    'all lower case letters',
    'x7'.repeat(8) + ' and so on to sixty-four characters and quite a bit further still',
  ])('[S14] %s is taken, whatever it is made of', async (password) => {
    expect(await weakness(password, about)).toBeNull()
  })

  it('[S14] counts characters as people do, and knows one word however it was typed', async () => {
    expect(await weakness('🐎🐎🐴🦄🐎🐴🦄🐎🐴🦄🐎🐴🐎🦄', about)).toBe('password_too_short')
    const hashed = await hashPassword('ａｃｃｏｒｄé des chevaux')
    expect(await fits(hashed, 'accorde\u0301 des chevaux')).toBe(true)
    expect(await fits(hashed, 'accorde des chevaux')).toBe(false)
  })

  it('[S15] hashes with argon2id while the event loop goes on', async () => {
    let turns = 0
    const turning = setInterval(() => turns++, 1)
    const hashes = await Promise.all(Array.from({ length: 8 }, () => hashPassword('correct horse battery')))
    clearInterval(turning)
    expect(turns).toBeGreaterThan(5)
    expect(new Set(hashes).size).toBe(8)
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})
