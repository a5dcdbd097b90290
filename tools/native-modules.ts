import { basename, isAbsolute, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const ROOMS = ['db', 'server', 'realtime']
/** What the browser may share with the server: names and shapes of facts, and tables. All of them are pure. Forms are not among them: zod alone is a fifth of what a page may load. */
const SHARED = new Set(['facts.ts', 'catalogue.ts'])
const PROXY = '\0native:'

/**
 * Keeps one instance of every module of `db`, `server` and `realtime`: the one Node loads itself.
 * The server build leaves their imports as they are (`package.json` resolves them); in development they go through a
 * proxy that asks Node. The browser gets the shared files only; anything else ends the build.
 */
export function nativeModules(root: string): Plugin {
  let building = false
  return {
    name: 'portico:native-modules',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build'
    },
    resolveId(source, importer, options) {
      const file = fileOf(root, source, importer)
      if (!file) return null
      if (!options.ssr) return inBrowser(root, file, importer, options)
      if (building) return { id: `#${slashed(relative(root, file))}`, external: true }
      return PROXY + file
    },
    async load(id) {
      if (!id.startsWith(PROXY)) return null
      return proxyOf(id.slice(PROXY.length))
    },
  }
}

function inBrowser(root: string, file: string, importer: string | undefined, options: object) {
  if (SHARED.has(basename(file))) return file
  // The dependency scan reads routes before their server exports are taken out of them.
  // Marked as virtual, or the scan would follow it into what only the server may load.
  if (('scan' in options && options.scan) || !importer) return { id: PROXY + file, external: true }
  throw new Error(
    `The browser would get ${relative(root, file)}, imported by ${relative(root, importer)}. ` +
      `From server, db and realtime it may import ${[...SHARED].join(', ')} only; a route may use the rest in loader and action.`,
  )
}

/** The file of a room that `source` means, also where it is written as a path, or null. */
function fileOf(root: string, source: string, importer: string | undefined): string | null {
  const file = source.startsWith('#')
    ? resolve(root, source.slice(1))
    : source.startsWith('.') && importer
      ? resolve(importer, '..', source)
      : isAbsolute(source)
        ? source
        : null
  if (!file || !/\.[cm]?[jt]sx?$/.test(file)) return null
  const [room] = slashed(relative(root, file)).split('/')
  return room && ROOMS.includes(room) ? file : null
}

async function proxyOf(file: string): Promise<string> {
  const url = pathToFileURL(file).href
  const names = Object.keys((await import(/* @vite-ignore */ url)) as object).filter((name) => name !== 'default')
  return [
    // `import()` written plainly would be taken over by Vite and load a second copy.
    `const native = await new Function('url', 'return import(url)')(${JSON.stringify(url)})`,
    ...names.map((name) => `export const ${name} = native[${JSON.stringify(name)}]`),
    'export default native.default',
  ].join('\n')
}

const slashed = (path: string) => path.replaceAll('\\', '/')
