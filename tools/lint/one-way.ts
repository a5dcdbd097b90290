import { dirname, join, relative, sep } from 'node:path'
import type { Rule } from 'eslint'

/** What each room of the house may import besides itself: app → server → db and realtime → server → db. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  db: [],
  server: ['db'],
  realtime: ['server', 'db'],
  app: ['server'],
  tools: ['server', 'db', 'realtime'],
  bench: ['server', 'db', 'realtime', 'tools'],
  e2e: ['server', 'db', 'realtime', 'tools'],
}

/** The one place that joins all four. */
const JOINT = 'server/main.ts'

/** Tests, and the cast they play with, may reach every room that does not import them back: all but app. */
const isTest = (file: string) => /\.(test|spec)\.tsx?$|(^|\/)testing\//.test(file)

/** The room an import leads to, or null for a package. */
function roomOf(specifier: string, folder: string): string | null {
  if (specifier.startsWith('~/')) return 'app'
  if (specifier.startsWith('#')) return specifier.slice(1).split('/')[0] ?? null
  if (!specifier.startsWith('.')) return null
  const target = join(folder, specifier).split(sep)
  return target.length > 1 ? (target[0] ?? null) : null
}

/** Imports run one way; nothing imports app. Holds type imports too: they are how a house grows together. */
export const oneWay: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wrongWay: '{{from}} must not import {{to}}: imports run app → server → db.' },
  },
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll(sep, '/')
    const from = file.includes('/') ? (file.split('/')[0] ?? '') : ''
    const allowed = MAY_IMPORT[from]
    if (!allowed || file === JOINT) return {}
    const check = (node: Rule.Node, source: unknown) => {
      if (typeof source !== 'string') return
      const to = roomOf(source, dirname(file))
      if (to === null || to === from || !(to in MAY_IMPORT) || allowed.includes(to)) return
      if (isTest(file) && to !== 'app') return
      context.report({ node, messageId: 'wrongWay', data: { from, to } })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.type === 'Literal' ? node.source.value : null),
    }
  },
}
