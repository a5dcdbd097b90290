import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const IMPORT = /\bimport \{([^}]*)\} from 'lucide-react'/g

/**
 * Takes each icon from its own module, so that it goes with the pages that show it: through the library's list of all of them, every page
 * would get the icons of every other.
 */
export function iconsByName(root: string): Plugin {
  const folder = join(root, 'node_modules/lucide-react/dist/esm')
  let files: Map<string, string> | undefined
  return {
    name: 'portico:icons-by-name',
    apply: 'build',
    enforce: 'pre',
    transform(code, id, options) {
      if (options?.ssr || !id.startsWith(join(root, 'app')) || !code.includes("from 'lucide-react'")) return null
      files ??= filesIn(readFileSync(join(folder, 'lucide-react.mjs'), 'utf8'))
      const one = (name: string) => {
        const file = files?.get(name)
        if (!file) throw new Error(`There is no icon ${name}.`)
        return `import ${name} from ${JSON.stringify(join(folder, file))}`
      }
      return { code: code.replace(IMPORT, (_, names: string) => namesIn(names).map(one).join(';')), map: null }
    },
  }
}

const namesIn = (list: string) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))

/** `export { default as File, default as FileIcon } from './icons/file.mjs'` of the library's list, by name. */
function filesIn(list: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const [, names = '', file = ''] of list.matchAll(/^export \{([^}]*)\} from '\.\/(icons\/[^']+)'/gm))
    for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) files.set(name, file)
  return files
}
