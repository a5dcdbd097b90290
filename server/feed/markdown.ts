import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { mentionedIn, piecesOf } from './mentions.ts'
import { isPlainLine } from './plain-line.ts'

/** What may stand in the page: words, lists, tables, code and links; no pictures (they would tell their host who reads), no ids, no styles. */
const ALLOWED: Options = {
  ...defaultSchema,
  tagNames: [
    'p',
    'br',
    'strong',
    'em',
    'del',
    'a',
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
  ],
  attributes: { a: ['href'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto', 'tel'] },
  clobberPrefix: '',
  strip: ['script', 'style'],
}

const parser = unified().use(remarkParse).use(remarkGfm)
type Root = ReturnType<typeof parser.parse>
type RootContent = Root['children'][number]
type HtmlRoot = Parameters<ReturnType<typeof rehypeSanitize>>[0]
type Element = Extract<HtmlRoot['children'][number], { type: 'element' }>
type ElementContent = Element['children'][number]

const toHtml = parser()
  .use(() => asTyped)
  .use(remarkRehype)
  .use(() => plainer)
  .use(rehypeSanitize, ALLOWED)
  .use(() => linksOut)
const asText = unified().use(rehypeStringify)

/** Raw HTML is shown as it was typed, and a new line is a new line. */
function asTyped(tree: Root): void {
  const visit = (parent: { children: RootContent[] }) => {
    parent.children = parent.children.flatMap((node): RootContent[] => {
      if (node.type === 'html') {
        const lines = { type: 'text' as const, value: node.value }
        return parent === tree || isBlock(parent) ? [{ type: 'paragraph', children: broken(lines) }] : broken(lines)
      }
      if (node.type === 'text') return broken(node)
      if (node.type === 'footnoteDefinition') return node.children
      if (node.type === 'footnoteReference') return [{ type: 'text', value: `[^${node.label ?? node.identifier}]` }]
      if ('children' in node) visit(node)
      return [node]
    })
  }
  visit(tree)
}

const BLOCKS = new Set(['root', 'blockquote', 'listItem'])
const isBlock = (node: object) => 'type' in node && BLOCKS.has(String(node.type))

const broken = ({ value }: { value: string }) =>
  value
    .split('\n')
    .flatMap((line, nth): Extract<RootContent, { type: 'text' | 'break' }>[] =>
      nth === 0 ? [{ type: 'text', value: line }] : [{ type: 'break' }, { type: 'text', value: line }],
    )

/** Headings are strong lines, for a comment is no chapter of the page; a picture is a link to it; a task's box is a character. */
function plainer(tree: HtmlRoot): void {
  eachElement(tree, (element) => {
    if (/^h[1-6]$/.test(element.tagName)) {
      element.tagName = 'p'
      element.children = [{ type: 'element', tagName: 'strong', properties: {}, children: element.children }]
    } else if (element.tagName === 'img') {
      const { src, alt } = element.properties
      element.tagName = 'a'
      element.properties = { href: src }
      element.children = [{ type: 'text', value: typeof alt === 'string' && alt !== '' ? alt : String(src) }]
    } else if (element.tagName === 'input') {
      const box = element.properties.checked ? '☑' : '☐'
      element.tagName = 'strong'
      element.properties = {}
      element.children = [{ type: 'text', value: box }]
    }
  })
}

/** After the sanitizer: links leave nothing of the portal behind. A link it emptied of its address is plain words. */
function linksOut(tree: HtmlRoot): void {
  eachElement(tree, (element) => {
    if (element.tagName !== 'a') return
    const { href } = element.properties
    // What names no scheme would lead somewhere inside the portal that its writer made look like it.
    if (typeof href !== 'string' || !/^(https?:\/\/|mailto:|tel:)/i.test(href)) element.tagName = 'span'
    element.properties =
      element.tagName === 'a' && typeof href === 'string'
        ? { href, rel: ['noopener', 'nofollow', 'ugc'], target: '_blank' }
        : {}
  })
}

function eachElement(parent: HtmlRoot | Element, change: (element: Element) => void): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue
    change(child)
    eachElement(child, change)
  }
}

/** Puts chips for `@[user-id]` into text that is no code. Names come from here and are escaped like any text. */
function withChips(parent: HtmlRoot | Element, nameOf: (userId: string) => string | undefined): void {
  if ('tagName' in parent && (parent.tagName === 'code' || parent.tagName === 'a')) return
  parent.children = (parent.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child.type === 'element') withChips(child, nameOf)
    if (child.type !== 'text' || !child.value.includes('@[')) return [child]
    return piecesOf(child.value).flatMap((piece): ElementContent[] => {
      if (typeof piece === 'string') return piece ? [{ type: 'text', value: piece }] : []
      const name = nameOf(piece.userId)
      const text: ElementContent = { type: 'text', value: `@${name ?? '…'}` }
      return [
        {
          type: 'element',
          tagName: 'bdi',
          properties: { className: ['mention'], dataUser: piece.userId },
          children: [text],
        },
      ]
    })
  })
}

/** What was made lately, newest last: most of what a page shows was shown before. Bounded by the characters it holds. */
const made = new Map<string, string>()
const MOST_HELD = 8_000_000
let held = 0

/**
 * Markdown as HTML that is safe to show: no raw HTML, only http(s), mailto and tel links, which leave with `noopener nofollow ugc`.
 * `nameOf` names the mentioned; an id nobody has is shown as “@…”.
 */
export function renderMarkdown(text: string, nameOf: (userId: string) => string | undefined = () => undefined): string {
  const key = [text, ...mentionedIn(text).map(nameOf)].join('\0')
  const html = made.get(key) ?? make(text, nameOf)
  if (!made.delete(key)) held += key.length + html.length
  made.set(key, html)
  for (const [oldest, { length }] of made) {
    if (held <= MOST_HELD) break
    made.delete(oldest)
    held -= oldest.length + length
  }
  return html
}

function make(text: string, nameOf: (userId: string) => string | undefined): string {
  if (isPlainLine(text)) return `<p>${text}</p>`
  const tree = isAttack(text) ? plain(text) : toHtml.runSync(toHtml.parse(text))
  withChips(tree, nameOf)
  return asText.stringify(tree)
}

/** Nests so deep, or opens and closes so much, that only the parser's stack and time can be meant. It is shown as it was typed. */
const isAttack = (text: string): boolean =>
  (text.match(/[*_~]/g)?.length ?? 0) > 1000 || text.split('\n').some((line) => nesting(line) > 40)

const nesting = (line: string): number =>
  /^(?:\s*(?:>|[-+*]\s|\d+[.)]\s))*/.exec(line)?.[0].replace(/[^>\-+*.)]/g, '').length ?? 0

const plain = (text: string): HtmlRoot => ({
  type: 'root',
  children: [
    {
      type: 'element',
      tagName: 'p',
      properties: {},
      children: text
        .split('\n')
        .flatMap((line, nth): ElementContent[] => [
          ...(nth > 0 ? [{ type: 'element' as const, tagName: 'br', properties: {}, children: [] }] : []),
          { type: 'text', value: line },
        ]),
    },
  ],
})
