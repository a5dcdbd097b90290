import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { root } from '../root.ts'
import type { Person, State } from './people.ts'

/** A page of the routes table. Modules without a component only answer and cannot be seen. */
interface Page {
  id: string
  side: Person['side']
  path: string
}

export interface Visit {
  id: string
  path: string
}

interface BuiltRoute {
  id: string
  parentId?: string
  path?: string
  module: { default?: unknown }
}

/** Every page that somebody must have seen: the routes as built that have a component, without the frames around them. */
export async function pagesToShow(): Promise<Page[]> {
  const { routes } = (await import(join(root, 'build/server/index.js'))) as { routes: Record<string, BuiltRoute> }
  const all = Object.values(routes)
  const pathOf = ({ parentId, path }: BuiltRoute): string => {
    const parent = parentId ? routes[parentId] : undefined
    return (parent ? pathOf(parent) : '') + (path ? `/${path}` : '')
  }
  return all
    .filter(({ id, module }) => module.default && !all.some(({ parentId }) => parentId === id))
    .map((route) => ({ id: route.id, side: sideOf(route), path: pathOf(route) }))
    .filter(({ path }) => path !== '')
}

const sideOf = ({ id }: BuiltRoute): Page['side'] =>
  id.startsWith('g/') ? 'externals' : id.startsWith('s/') ? 'staff' : 'open'

/** So many records of one kind are opened in search of a page that only some of them lead to. */
const MOST_TRIES = 12

/** The addresses where this person sees their pages: plain ones as they are, the others by following the links they find. */
export async function findVisits(browser: Browser, url: string, state: State, person: Person): Promise<Visit[]> {
  const pages = (await pagesToShow()).filter(({ side }) => side === person.side)
  if (person.side === 'open') return pages.map(({ id, path }) => ({ id, path: path.replace('*', 'nowhere') }))
  const context = await browser.newContext({ storageState: state })
  const tab = await context.newPage()
  const links = new Set<string>()
  const visits = new Map<string, string>()
  const read = async (path: string) => {
    const answer = await tab.goto(url + path)
    for (const href of await tab
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? '')))
      links.add(href.split('#')[0] ?? href)
    return { path: new URL(tab.url()).pathname, ok: answer?.ok() ?? false }
  }
  links.add((await read('/')).path)
  // What one page does not link to, another may: until all are found, or enough of each kind was read.
  const tries = new Map(pages.map(({ id }) => [id, new Set<string>()]))
  for (let found = true; found && visits.size < pages.length;) {
    found = false
    for (const { id, path } of pages) {
      const tried = tries.get(id) ?? new Set()
      const link =
        tried.size < MOST_TRIES ? [...links].find((href) => !tried.has(href) && patternOf(path).test(href)) : undefined
      if (link === undefined) continue
      tried.add(link)
      found = true
      if ((await read(link)).ok && !visits.has(id)) visits.set(id, link)
    }
  }
  await context.close()
  return [...visits].map(([id, path]) => ({ id, path }))
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '(?!new(?:$|/))[^/?]+')}(?:\\?.*)?$`)
