import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What a main page may ask for at most before anything is done on it: bytes of script, gzip. */
export const MOST_SCRIPT = 129_000

/** Those that people come to every day, by their names in `app/pages.ts`. */
export const MAIN_PAGES = [
  'home',
  'projects',
  'project',
  'task',
  'contracts',
  'contract',
  'accounts',
  'account',
  'settings',
]

interface Route {
  module: string
  imports?: string[]
  parentId?: string
}
interface Manifest {
  entry: Route
  routes: Record<string, Route>
}

/** The first-load script of the main pages of a build, in bytes by gzip: what the framework's manifest says that each asks for. */
export function firstLoads(clientFolder: string): { page: string; bytes: number }[] {
  const { entry, routes } = manifestIn(clientFolder)
  const sizes = new Map<string, number>()
  const sizeOf = (file: string) => {
    const size = sizes.get(file) ?? gzipSync(readFileSync(join(clientFolder, file))).length
    sizes.set(file, size)
    return size
  }
  return MAIN_PAGES.map((page) => {
    const files = new Set([entry.module, ...(entry.imports ?? [])])
    for (let route = routes[`s/${page}`]; route; route = routes[route.parentId ?? ''])
      for (const file of [route.module, ...(route.imports ?? [])]) files.add(file)
    if (!routes[`s/${page}`]) throw new Error(`The build has no page ${page}.`)
    return { page, bytes: [...files].reduce((sum, file) => sum + sizeOf(file), 0) }
  })
}

function manifestIn(clientFolder: string): Manifest {
  const [file = ''] = globSync(join(clientFolder, 'assets/manifest-*.js'))
  return JSON.parse(
    readFileSync(file, 'utf8')
      .replace(/^window\.__remixManifest=/, '')
      .replace(/;\s*$/, ''),
  ) as Manifest
}
