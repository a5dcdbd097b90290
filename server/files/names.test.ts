import { describe, expect, it } from 'vitest'
import { cleanName } from './names.ts'

describe('the name a file is kept under', () => {
  it.each([
    ['plan.pdf', 'plan.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\win.ini', 'win.ini'],
    ['..', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\0b\n\t.txt', 'ab.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u2066b\u200b\ufeff.txt', 'ab.txt'],
    ['Cafe\u0301.pdf', 'Café.pdf'],
    ['протокол №5.docx', 'протокол №5.docx'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['👩‍🔧 report.txt', '👩‍🔧 report.txt'],
    ['con.txt', '_con.txt'],
    ['a<b>:"c|?*.txt', 'a_b___c___.txt'],
    ['report.pdf. . ', 'report.pdf'],
    ['half \ud83d emoji.txt', 'half \ufffd emoji.txt'],
    ['', 'file'],
  ])('[S30] %j becomes %j', (sentName, kept) => {
    expect(cleanName(sentName)).toBe(kept)
  })

  it.each(['x', 'ж', 'ع', '👩‍🔧'])(
    '[S30] 300 times %s is shortened to what every file system takes, with its extension',
    (letter) => {
      const name = cleanName(`${letter.repeat(300)}.pdf`)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
      expect(name.endsWith(`${letter}.pdf`)).toBe(true)
    },
  )
})
