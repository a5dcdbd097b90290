import { describe, expect, it } from 'vitest'
import { renderMarkdown } from './markdown.ts'

const ANA = '3f2b8a51-7d7e-4b53-9d3c-0d4a0e1c9a11'

/** Payloads that have opened other portals; each must end as words. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert&#40;1&#41</script>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](  javascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://portal/1)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/pixel.png)',
  '![x" onerror="alert(1)](x)',
  '[x]: javascript:alert(1)\n\n[x]',
  '[x](//evil.example)',
  '[x](/s/settings)',
  '[a](https://x "onmouseover=alert(1)")',
  '[a](https://x "\\"><script>alert(1)</script>")',
  '`<script>alert(1)</script>`',
  '```html"><script>alert(1)</script>\n<b>\n```',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '<style>@import "https://evil.example"</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<form action="/sign-out" method="post"><button>ok</button></form>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php alert(1) ?>',
  '<div style="position:fixed;inset:0">',
  '<a id="root" name="root">x</a>',
  '<details open ontoggle=alert(1)>',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  `@[${ANA}"><script>alert(1)</script>]`,
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
]

const TAGS = new Set([
  'p',
  'br',
  'strong',
  'em',
  'del',
  'a',
  'span',
  'ul',
  'ol',
  'li',
  'blockquote',
  'code',
  'pre',
  'hr',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'bdi',
])

/** Every tag with its attributes, as a browser would open them: text is escaped, so `<` begins a tag and nothing else. */
const tagsOf = (html: string) =>
  [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)].map(([, name = '', attributes = '']) => ({ name, attributes }))

describe('renderMarkdown', () => {
  it.each(PAYLOADS)('[S24] shows %j as words', (payload) => {
    const html = renderMarkdown(payload, () => '"><script>alert(2)</script>')
    expect(html.replace(/<\/?[a-z0-9]+[^>]*>/g, '')).not.toContain('<')
    for (const { name, attributes } of tagsOf(html)) {
      expect(TAGS).toContain(name)
      if (name === 'a')
        expect(attributes).toMatch(
          /^( href="(https?:\/\/|mailto:|tel:)[^"]*" rel="noopener nofollow ugc" target="_blank")?$/,
        )
      else
        expect(attributes).toMatch(
          /^( start="\d+"| align="(left|right|center)"| class="mention" data-user="[0-9a-f-]+")?$/,
        )
    }
  })

  it('[S24] escapes a name that tries to be markup', () => {
    expect(renderMarkdown(`@[${ANA}]`, () => '<b>Ana</b>')).toBe(
      `<p><bdi class="mention" data-user="${ANA}">@&#x3C;b>Ana&#x3C;/b></bdi></p>`,
    )
  })

  it('[S24] opens allowed links elsewhere, and gives their site nothing of the portal', () => {
    expect(renderMarkdown('https://example.com/a?b=1&c=2')).toBe(
      '<p><a href="https://example.com/a?b=1&#x26;c=2" rel="noopener nofollow ugc" target="_blank">https://example.com/a?b=1&#x26;c=2</a></p>',
    )
  })

  it('[B6] mentions in code and links stay as they were typed', () => {
    expect(renderMarkdown(`\`@[${ANA}]\``, () => 'Ana')).toBe(`<p><code>@[${ANA}]</code></p>`)
  })

  it('keeps new lines, headings as strong lines, lists and tables', () => {
    expect(renderMarkdown('a\nb')).toBe('<p>a<br>\nb</p>')
    expect(renderMarkdown('# Plan')).toBe('<p><strong>Plan</strong></p>')
    expect(renderMarkdown('- [x] tiles')).toContain('☑')
    expect(renderMarkdown('|a|\n|:-:|\n|1|')).toContain('<td align="center">1</td>')
  })

  it('[S24] parses no attack on its own time: what nests or opens without end is shown as typed', () => {
    for (const attack of ['*_'.repeat(5000), '>'.repeat(10_000), '- '.repeat(5000), '['.repeat(10_000)]) {
      const begun = performance.now()
      expect(renderMarkdown(attack).length).toBeGreaterThan(9000)
      expect(performance.now() - begun).toBeLessThan(2000)
    }
  })
})

describe('a line of words', () => {
  /** What stands alone is read as what stands before another paragraph. */
  const long = (text: string) => renderMarkdown(`${text}\n\n\`x\``).replace(/\n<p><code>x<\/code><\/p>$/, '')
  const PIECES = [
    ...Array.from('aÄжعह中e1790.,;:!?\'"()%+=/-–—…’“”„«»€✓🙂 '),
    ...[
      '1. ',
      '12) ',
      'www.',
      'http://',
      'ftp:',
      'x@y.z',
      '- ',
      '+ ',
      '---',
      '===',
      'é',
      ' a',
      '  ',
      '\t',
      '#',
      '*',
      '_',
      '~',
      '&',
      '<',
      '\\',
      '|',
      '>',
      '`',
      '[',
    ],
  ]

  it('is nothing but itself only where it means nothing else', () => {
    expect(renderMarkdown('The tiles arrived (both boxes): 12 % are chipped – 40 €!')).toBe(
      '<p>The tiles arrived (both boxes): 12 % are chipped – 40 €!</p>',
    )
    let seed = 7
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let nth = 0; nth < 4000; nth++) {
      // Most hold nothing but words; the others must not be taken for such.
      const among = nth % 3 === 0 ? PIECES.length : 40
      const text = Array.from({ length: 1 + next(9) }, () => PIECES[next(among)] ?? '').join('')
      const html = renderMarkdown(text)
      if (html === `<p>${text}</p>`) expect(html, JSON.stringify(text)).toBe(long(text))
    }
  })
})
