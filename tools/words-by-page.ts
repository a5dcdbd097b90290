import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const SUBJECT = 'virtual:words/'
/** `useTranslation()`, `useTranslation('feed')`, `useTranslation(['feed', 'files'])`. */
const SAID = /\buseTranslation\((?:'([a-z]+)'|\[((?:'[a-z]+'(?:, )?)+)\])?\)/g
/** Comes by `app/words/refusals.ts`. */
const REFUSALS = 'errors'
const TITLED = /\btitled\('([a-z]+):/g

/**
 * Brings to the browser the words that a page says, with the script that says them, and no others; and in place of i18next, which would
 * be an eighth of what a page may load, `app/words/`. The server keeps i18next and all words.
 */
export function wordsByPage(root: string): Plugin {
  const app = join(root, 'app')
  const ours = (name: string) => join(app, 'words', name)
  return {
    name: 'portico:words-by-page',
    enforce: 'pre',
    resolveId(source, importer, options) {
      if (options.ssr) return null
      if (source.startsWith(SUBJECT)) return `\0${source}`
      if (source === 'react-i18next') return ours('use-in-browser.ts')
      const isWords =
        source === '~/i18n.ts' ||
        (source.startsWith('.') && importer && resolve(importer, '..', source) === join(app, 'i18n.ts'))
      return isWords ? ours('in-browser.ts') : null
    },
    load(id) {
      if (!id.startsWith(`\0${SUBJECT}`)) return null
      const subject = id.slice(SUBJECT.length + 1)
      return (
        `import { learn } from ${JSON.stringify(ours('in-browser.ts'))}\n` +
        `import words from ${JSON.stringify(join(app, 'locales/en', `${subject}.json`))}\n` +
        `learn(${JSON.stringify(subject)}, words)`
      )
    },
    transform(code, id, options) {
      if (options?.ssr || !id.startsWith(app) || id.startsWith(ours('')) || !/\.tsx?$/.test(id)) return null
      const subjects = subjectsIn(code)
      if (subjects.size === 0) return null
      const imports = [...subjects].map((subject) => `import '${SUBJECT}${subject}';`)
      return { code: imports.join('') + code, map: null }
    },
  }
}

/** The subjects whose words a module says. Throws where that cannot be read off it: their keys would be shown in place of them. */
export function subjectsIn(code: string): Set<string> {
  const said = [...code.matchAll(SAID)]
  if (said.length !== code.split(/\buseTranslation\(/).length - 1)
    throw new Error(
      "A page says its subjects as useTranslation('tasks') or useTranslation(['tasks', 'common']), written out.",
    )
  const subjects = new Set(said.flatMap(([, one, many]) => (one ? [one] : (many?.match(/[a-z]+/g) ?? ['common']))))
  for (const [, subject = ''] of code.matchAll(TITLED)) subjects.add(subject)
  if (subjects.has(REFUSALS)) throw new Error('The words of refusals come after the page: say them with useWords().')
  if (/\btitled(As)?\(|wordsFor\(/.test(code)) subjects.add('common')
  return subjects
}
