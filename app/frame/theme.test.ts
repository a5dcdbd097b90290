import { describe, expect, it } from 'vitest'
import { themeCookie, themeIn } from './theme.ts'

describe('the remembered theme', () => {
  it('comes back as it was chosen, among other cookies', () => {
    const [cookie] = themeCookie('dark').split(';')
    expect(themeIn(`a=1; ${String(cookie)}; b=2`)).toBe('dark')
  })

  it.each([null, '', 'theme=', 'theme=purple', 'mytheme=dark'])(
    'is the system’s where the cookie says %s',
    (cookies) => {
      expect(themeIn(cookies)).toBeUndefined()
    },
  )

  it('is forgotten by any other choice, whatever it holds', () => {
    expect(themeCookie('dark; Domain=evil.example')).toBe('theme=; Path=/; SameSite=Lax; Max-Age=0')
  })
})
